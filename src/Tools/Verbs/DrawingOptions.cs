using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Drawing;
using PgGanLab.Model.Export;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>Which images of a generator a verb draws: options that several verbs share.</summary>
internal sealed class DrawingOptions
{
    private const int MostSeeds = 10_000_000;
    private readonly Option<string> seeds;
    private readonly Option<double> truncation = new("--truncation") { Description = "0 to 1: pulls latents toward the mean, so that images get more typical and less varied (default 1: not at all).", DefaultValueFactory = _ => 1, HelpName = "PSI" };
    private readonly Option<string?> labels = new("--labels") { Description = "Classes to draw, such as 3 or 0,4,7, in turn; without it all classes in turn. Only for generators that know classes.", HelpName = "LIST" };

    /// <param name="defaultSeeds">Seeds where the user names none.</param>
    /// <param name="description">What the seeds are for.</param>
    public DrawingOptions(string defaultSeeds, string description = "Seeds, one an image: 7, 0-15 or 1,5,10-12") =>
        seeds = new("--seeds") { Description = $"{description} (default {defaultSeeds}).", DefaultValueFactory = _ => defaultSeeds, HelpName = "LIST" };

    public void AddTo(Command command)
    {
        command.Options.Add(seeds);
        command.Options.Add(truncation);
        command.Options.Add(labels);
    }

    /// <exception cref="InvalidInputException">No list of seeds.</exception>
    public IReadOnlyList<long> Seeds(ParseResult arguments) => Numbers(arguments.GetRequiredValue(seeds), "--seeds");

    /// <summary>[N,L] latents of the seeds, truncated.</summary>
    /// <exception cref="InvalidInputException">Truncation is not 0 to 1.</exception>
    public torch.Tensor Latents(ParseResult arguments, LoadedGenerator generator, IReadOnlyList<long> wanted) =>
        Truncate(arguments, generator, SeededLatents.Of(wanted, generator.Network.LatentSize));

    /// <inheritdoc cref="Latents"/>
    public torch.Tensor Truncate(ParseResult arguments, LoadedGenerator generator, torch.Tensor latents)
    {
        var psi = arguments.GetValue(truncation);
        return psi is >= 0 and <= 1
            ? Truncation.Apply(latents, psi, generator.Shape)
            : throw new InvalidInputException(FormattableString.Invariant($"--truncation is {psi}; it must be 0 to 1."));
    }

    /// <summary>Class of each image; null where the generator knows none.</summary>
    /// <exception cref="InvalidInputException">A class that it doesn't know.</exception>
    public IReadOnlyList<int>? Classes(ParseResult arguments, LoadedGenerator generator, int count)
    {
        var (known, named) = (generator.Network.Labels, arguments.GetValue(labels));
        if (known == 0)
            return named is null ? null : throw new InvalidInputException($"{generator.Path} knows no classes; leave out --labels.");
        var chosen = named is null ? [.. Enumerable.Range(0, known)] : Numbers(named, "--labels").Select(n => checked((int)n)).ToList();
        return chosen.FirstOrDefault(c => c >= known, -1) is var unknown and >= 0
            ? throw new InvalidInputException($"{generator.Path} knows the classes 0 to {known - 1}; --labels has {unknown}.")
            : [.. Enumerable.Range(0, count).Select(i => chosen[i % chosen.Count])];
    }

    private static List<long> Numbers(string list, string option)
    {
        var numbers = new List<long>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || last < first)
                throw new InvalidInputException($"{option} has '{part}'; it takes whole numbers and ranges, such as 0-15 or 1,5,10-12.");
            if (numbers.Count + (last - first) >= MostSeeds)
                throw new InvalidInputException($"{option} names more than {MostSeeds} numbers.");
            for (var number = first; number <= last; number++)
                numbers.Add(number);
        }
        return numbers;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= int.MaxValue;
}
