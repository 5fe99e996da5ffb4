using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.SchedulerBench;

/// <summary>What is measured.</summary>
/// <param name="Experiments">Sizes of sweeps, each in a lab of its own.</param>
/// <param name="Workers">Devices that train at once.</param>
/// <param name="Seconds">Most seconds of each measurement.</param>
internal sealed record BenchOptions(ImmutableArray<int> Experiments, int Workers, int Seconds)
{
    /// <summary>Where results go.</summary>
    public Action<string> Says { get; init; } = Console.WriteLine;

    /// <exception cref="FormatException">An option is unknown, or its value is no number.</exception>
    public static BenchOptions Read(string[] args)
    {
        var options = new BenchOptions([200, 1000, 10_000], 16, 20);
        for (var i = 0; i < args.Length; i += 2)
        {
            var text = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--experiments" => options with { Experiments = [.. text.Split(',').Select(n => Whole(args[i], n))] },
                "--workers" => options with { Workers = Whole(args[i], text) },
                "--seconds" => options with { Seconds = Whole(args[i], text) },
                _ => throw new FormatException(
                    $"'{args[i]}' is no option of bench scheduler; it has --experiments, --workers and --seconds."),
            };
        }
        return options;
    }

    private static int Whole(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{option}: '{text}' is no number above 0.");
}
