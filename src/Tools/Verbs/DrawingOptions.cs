using System.CommandLine;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Drawing;
using PgGanLab.Model.Export;
using PgGanLab.Tools.Sources;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>Which images of a generator a verb draws: options that several verbs share.</summary>
internal sealed class DrawingOptions
{
    private const int MostSeeds = 10_000_000;
    private readonly Option<string> seeds;
    private readonly Option<double> truncation = new("--truncation")
    {
        Description =
            "0 to 1: pulls latents toward the mean, so that images get more typical and less varied (default 1: not at "
            + "all).",
        DefaultValueFactory = _ => 1,
        HelpName = "PSI"
    };
    private readonly Option<string?> labels = new("--labels")
    {
        Description =
            "Classes to draw in turn, by name or number, such as cat,dog or 0,4-7; without it all classes in turn. "
            + "Only for generators that know classes.",
        HelpName = "LIST"
    };

    /// <param name="defaultSeeds">Seeds where the user names none.</param>
    /// <param name="description">What the seeds are for.</param>
    public DrawingOptions(string defaultSeeds, string description = "Seeds, one an image: 7, 0-15 or 1,5,10-12") =>
        seeds = new("--seeds")
        {
            Description = $"{description} (default {defaultSeeds}).",
            DefaultValueFactory = _ => defaultSeeds,
            HelpName = "LIST"
        };

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
            : throw new InvalidInputException(FormattableString.Invariant(
                $"--truncation is {psi}; it must be 0 to 1."));
    }

    /// <summary>
    /// Class of each image; null where the generator knows none. A class's name goes before a number.
    /// </summary>
    /// <param name="data">Where the dataset that it was trained on may lie, which has the names.</param>
    /// <exception cref="InvalidInputException">A class that it doesn't know.</exception>
    public IReadOnlyList<int>? Classes(ParseResult arguments, LoadedGenerator generator, int count, LabData data)
    {
        var (known, named) = (generator.Network.Labels, arguments.GetValue(labels));
        if (known == 0)
            return named is null
                ? null
                : throw new InvalidInputException($"{generator.Path} knows no classes; leave out --labels.");
        var chosen = named is null
            ? [.. generator.Shape.Classes]
            : Labels(named, data.ClassNames(generator.Origin.Dataset));
        if (chosen.FirstOrDefault(c => c >= known, -1) is var unknown and >= 0)
            throw new InvalidInputException(
                $"{generator.Path} knows the classes 0 to {known - 1}; --labels has {unknown}.");
        return chosen.FirstOrDefault(c => !generator.Shape.Classes.Contains(c), -1) is var empty and >= 0
            ? throw new InvalidInputException(
                $"--labels has class {empty}, which had no image in the training of {generator.Path}; "
                + $"those with images are {string.Join(", ", generator.Shape.Classes.Take(50))}"
                + $"{(generator.Shape.Classes.Length > 50 ? ", …" : "")}.")
            : [.. Enumerable.Range(0, count).Select(i => chosen[i % chosen.Count])];
    }

    /// <summary>
    /// Numbers of the classes of a list. Where all names are whole numbers, so are the list's: names, each of a range.
    /// </summary>
    /// <exception cref="InvalidInputException">A class that is not known.</exception>
    internal static List<int> Labels(string list, IReadOnlyList<string> names)
    {
        var places = names.Select((name, at) => (name, at))
            .ToDictionary(n => n.name, n => n.at, StringComparer.Ordinal);
        if (places.TryGetValue(list, out var only))
            return [only];                                                      // a name may hold a comma
        var values = names.Select(name => long.TryParse(
            name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null)
            .ToList();
        var numbered = values.Count > 0 && !values.Contains(null);
        var chosen = new List<int>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries))
        {
            if (places.TryGetValue(part, out var place))
                chosen.Add(place);
            else if (part is ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', ..])
                chosen.AddRange(Numbers(part, "--labels").Select(n => numbered ? Named(n) : (int)n));
            else
                throw new InvalidInputException(names.Count == 0
                    ? $"--labels has '{part}', but the names of the classes are not known here; "
                        + "--data names the lab's data directory with the dataset, or give numbers."
                    : $"--labels has '{part}'; {Known(names)}.");
        }
        return chosen;

        int Named(long number) =>
            places.GetValueOrDefault(number.ToString(CultureInfo.InvariantCulture), values.IndexOf(number))
                is var at and >= 0
                ? at
                : throw new InvalidInputException($"--labels has '{number}'; {Known(names)}.");
    }

    private static string Known(IReadOnlyList<string> names) =>
        $"the classes are {string.Join(", ", names.Take(50))}{(names.Count > 50 ? ", …" : "")}";

    private static List<long> Numbers(string list, string option)
    {
        var numbers = new List<long>();
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last)
                || last < first)
                throw new InvalidInputException(
                    $"{option} has '{part}'; it takes whole numbers and ranges, such as 0-15 or 1,5,10-12.");
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
