using System.Text.RegularExpressions;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Model.Export.Cards;

/// <summary>
/// How to draw images with an exported generator. In each template FILE, LATENT, SIZE, CHANNELS, ALPHA, CLASSES and COUNT (images of one call) are
/// filled in; lines that end in tags, such as <c>//labels</c> or <c>#labels</c>, stay for generators that have them all (<see cref="Tags"/>).
/// </summary>
internal static partial class CardSnippets
{
    /// <summary>The card's code, filled in.</summary>
    public static IEnumerable<CardSnippet> Of(ModelCard card) => card.Format == "onnx"
        ? [Fill(card, "Python", "python", OnnxTemplates.Python), Fill(card, "C#", "csharp", OnnxTemplates.CSharp), Fill(card, "Browser", "html", OnnxTemplates.Browser)]
        : [Fill(card, "Python", "python", SafetensorsTemplates.Python), Fill(card, "C#", "csharp", SafetensorsTemplates.CSharp), Fill(card, "Browser", "sh", SafetensorsTemplates.Browser)];

    private static CardSnippet Fill(ModelCard card, string title, string language, string template) => new(title, language, Lines(card, template)
        .Replace("FILE", card.File, StringComparison.Ordinal)
        .Replace("LATENT", Text(card.LatentSize), StringComparison.Ordinal)
        .Replace("CHANNELS", Text(card.Channels), StringComparison.Ordinal)
        .Replace("SIZE", Text(card.Resolution), StringComparison.Ordinal)
        .Replace("COUNT", card.Layers.GeneratorNorm == GeneratorNorm.Batch ? "16" : "1", StringComparison.Ordinal)
        .Replace("CLASSES", Text(card.Labels), StringComparison.Ordinal)
        .Replace("ALPHA", Text(card.Alpha), StringComparison.Ordinal));

    /// <summary>The lines whose tags are all the card's, without the tags.</summary>
    private static string Lines(ModelCard card, string template)
    {
        var has = Tags(card).Where(tag => tag.Has).Select(tag => tag.Name).ToHashSet();
        return string.Join('\n', template.Split('\n')
            .Select(line => (Line: line, Tags: TagsAtEnd().Match(line)))
            .Where(l => l.Tags.Groups["tag"].Captures.All(tag => has.Contains(tag.Value)))
            .Select(l => l.Line[..^l.Tags.Length]));
    }

    /// <summary>What generators have or have not.</summary>
    private static IEnumerable<(string Name, bool Has)> Tags(ModelCard card)
    {
        var (labels, layers) = (card.Labels > 0, card.Layers);
        var (pixel, batch) = (layers.GeneratorNorm == GeneratorNorm.Pixel, layers.GeneratorNorm == GeneratorNorm.Batch);
        return
        [
            ("labels", labels), ("nolabels", !labels), ("equalized", layers.EqualizedLearningRate), ("leaky", layers.LeakyRelu), ("relu", !layers.LeakyRelu),
            ("pixel", pixel), ("latents", layers.NormalizeLatents), ("norm", pixel || layers.NormalizeLatents), ("batch", batch), ("single", !batch), ("tanh", layers.TanhAtEnd),
        ];
    }

    [GeneratedRegex("( *(//|#)(?<tag>[a-z]+))*$")]
    private static partial Regex TagsAtEnd();

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
