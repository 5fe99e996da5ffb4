using System.Collections.Immutable;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Store;

/// <summary>The kinds of files in which a generator is taken home.</summary>
public enum GeneratorFormat
{
    /// <summary>Its numbers and its recipe, for the lab and for PyTorch.</summary>
    Safetensors,

    /// <summary>Its computation, for browsers and every ONNX runtime.</summary>
    Onnx,
}

/// <summary>Words of the formats, which are also the endings of their files.</summary>
public static class GeneratorFormats
{
    /// <summary>All words.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Enum.GetValues<GeneratorFormat>().Select(Word)];

    public static string Word(this GeneratorFormat format) => format.ToString().ToLowerInvariant();

    /// <exception cref="InvalidInputException">It is none.</exception>
    public static GeneratorFormat Parse(string word) => Words.IndexOf(word) is >= 0 and var index
        ? (GeneratorFormat)index
        : throw new InvalidInputException(
            $"format is '{InputText.Shown(word)}'; it must be {string.Join(" or ", Words)}.");
}
