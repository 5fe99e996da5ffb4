using System.Globalization;
using System.Text;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Model.Export.Cards;

/// <summary>A model card for people.</summary>
internal static class CardText
{
    public static string Of(ModelCard card)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {card.File}

            A progressive-growing GAN's generator (Karras 2018, the exponential moving average of its weights), {(card.Source is null ? "trained with PgGanLab" : $"imported from {card.Source}")}.

            | | |
            | --- | --- |
            | images | {card.Resolution}x{card.Resolution}, {Colours(card.Channels)} |
            | input | latents `[N,{card.LatentSize}]` from N(0,1){(card.Labels > 0 ? $"; labels `[N,{card.Labels}]`, 1 at the class, else 0" : "")} |
            | output | `[N,{card.Channels},{card.Resolution},{card.Resolution}]`, about [-1,1]: pixel = value * 127.5 + 127.5, clamped to 0 to 255{Neighbours(card)} |
            | dataset | {card.DatasetName ?? "unknown here"}{(card.Dataset is null ? "" : $", SHA-256 fingerprint `{card.Dataset}`")} |
            | training | {(card.Phase is null ? "not known here" : $"{card.Kimg.ToString("0.###", CultureInfo.InvariantCulture)} thousand real images")}, weight of the newest layers {card.Alpha:0.###} |
            | growth phase | {(card.Phase is null ? "none of the lab's" : $"`{card.Phase}`")} |
            | SHA-256 of the file | `{card.Sha256}` |

            ## Metrics


            """);
        text.Append(Metrics(card));
        if (card.Configuration is not null)
            text.Append(CultureInfo.InvariantCulture, $"\n## Configuration\n\n```json\n{card.Configuration}\n```\n");
        foreach (var snippet in CardCode.Of(card))
            text.Append(
                CultureInfo.InvariantCulture, $"\n## {snippet.Title}\n\n```{snippet.Language}\n{snippet.Code}\n```\n");
        return text.ToString();
    }

    private static string Metrics(ModelCard card)
    {
        if (card.Metrics.Count == 0)
            return "None was measured at the export.\n";
        var text = new StringBuilder("| metric | this generator | real images | images |\n| --- | --- | --- | --- |\n");
        foreach (var metric in card.Metrics)
            text.Append(CultureInfo.InvariantCulture,
                $"| {metric.Name} | {metric.Value:G4} | {metric.Reference:G4}"
                + $"{(metric.ReferenceImages == metric.Images ? "" : $" ({metric.ReferenceImages} images)")} | "
                + $"{metric.Images} |\n");
        return text.ToString();
    }

    private static string Neighbours(ModelCard card) => card.Layers.GeneratorNorm == GeneratorNorm.Batch
        ? "; an image depends on those drawn with it (batch normalization): draw many at once"
        : "";

    private static string Colours(int channels) => channels switch { 1 => "grey", 3 => "RGB", _ => "RGB and opacity" };
}
