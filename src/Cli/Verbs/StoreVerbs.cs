using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab store show</c>: what the store has, and what would be freed of it.</summary>
internal sealed class StoreShowVerb : ServerVerb
{
    private readonly Option<string?> limit = StoreLimit.Of("What would be freed");

    public StoreShowVerb() : base("show", "Show what the store has, and what would be freed; nothing is.") =>
        Options.Add(limit);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var usage = await lab.GetStore(arguments.GetValue(limit), cancellationToken);
        if (WantsJson(arguments))
        {
            screen.Json(usage);
            return ExitCode.Done;
        }
        screen.Write(StoreTable.Kinds(usage));
        screen.Line(usage.InWords());
        if (usage.Freed.IsEmpty)
            screen.Line("Nothing would be freed.");
        else
            screen.Write(StoreTable.Freed(usage, "would be freed"));
        if (usage.TooMuchInWords() is { } tooMuch)
            screen.Line(tooMuch);
        return ExitCode.Done;
    }
}

/// <summary><c>lab store free</c>: frees what nobody misses, or more where the store is larger than it may be.</summary>
internal sealed class StoreFreeVerb : ServerVerb
{
    private readonly Option<string?> limit = StoreLimit.Of("Free what is least valuable");

    public StoreFreeVerb() : base(
        "free", "Free what nobody misses; with a limit also what is least valuable. Results stay.") =>
        Options.Add(limit);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var usage = await lab.FreeStore(arguments.GetValue(limit), cancellationToken);
        if (WantsJson(arguments))
        {
            screen.Json(usage);
            return ExitCode.Done;
        }
        if (!usage.Freed.IsEmpty)
            screen.Write(StoreTable.Freed(usage, "freed"));
        screen.Line(
            $"{Readable.Bytes(usage.BytesFreed)} are freed; the store has "
            + $"{Readable.Bytes(usage.Bytes - usage.BytesFreed)}.");
        if (usage.TooMuchInWords() is { } tooMuch)
            screen.Line(tooMuch);
        return ExitCode.Done;
    }
}

/// <summary>The option that says how large the store may be.</summary>
internal static class StoreLimit
{
    public static Option<string?> Of(string what)
    {
        var option = new Option<string?>("--limit")
        {
            Description = $"{what} until the store has this size, such as 200GB; the lab's own limit without it.",
            HelpName = "SIZE",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var size] && ByteText.Read(size.Value) is null)
                result.AddError($"--limit is '{InputText.Shown(size.Value)}'; {ByteText.Right}.");
        });
        return option;
    }
}
