using System.Collections.Concurrent;
using System.Collections.Immutable;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PgGanLab.Dashboard.Components.Docs;

/// <summary>The documents that people who use the lab need, from the files in <c>docs/</c>, as HTML.</summary>
public static class LabDocs
{
    private const string Ending = ".md";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables()
        .UseAutoLinks().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly ConcurrentDictionary<string, LabDoc> Read = new();

    /// <summary>Their names by what people look for, in the order in which a newcomer reads them.</summary>
    public static ImmutableArray<(string Title, ImmutableArray<string> Names)> Groups { get; } =
    [
        ("Begin", ["getting-started", "glossary"]),
        ("Sweeps", ["training", "search", "stopping", "pbt", "scheduling", "simulate"]),
        ("Data and files", ["datasets", "checkpoints", "tools"]),
        ("Other ways in", ["cli", "python", "api"]),
        ("Run a lab", ["operations", "cluster", "security", "troubleshooting"]),
    ];

    /// <summary>The document of a name; null where there is none.</summary>
    public static LabDoc? Find(string name) => Groups.Any(g => g.Names.Contains(name))
        ? Read.GetOrAdd(name, n => Load(n))
        : null;

    private static LabDoc Load(string name)
    {
        using var stream = typeof(LabDocs).Assembly.GetManifestResourceStream($"docs/{name}{Ending}")
            ?? throw new InvalidOperationException($"docs/{name}{Ending} is not in this build.");
        using var reader = new StreamReader(stream);
        var document = Markdown.Parse(reader.ReadToEnd(), Pipeline);
        var title = document.OfType<HeadingBlock>().First(h => h.Level == 1);
        document.Remove(title);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Lead(link, name);
        return new LabDoc(
            name, string.Concat(title.Inline!.Descendants<LiteralInline>().Select(l => l.Content.ToString())),
            document.ToHtml(Pipeline),
            [.. document.Descendants<HeadingBlock>().Where(h => h.Level == 2).Select(h => new LabDocPart(
                h.GetAttributes().Id ?? "",
                string.Concat(h.Inline!.Descendants<LeafInline>().Select(Text))))]);
    }

    private static string Text(LeafInline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    };

    /// <summary>
    /// Links between documents lead to their pages; a link to a file that has none becomes its text.
    /// </summary>
    private static void Lead(LinkInline link, string from)
    {
        var parts = (link.Url ?? "").Split('#', 2);
        if (parts[0].Contains("://", StringComparison.Ordinal))
            return;
        var name = parts[0].Length == 0 ? from
            : parts[0].EndsWith(Ending, StringComparison.Ordinal) ? parts[0][..^Ending.Length]
            : "";
        if (!link.IsImage && Groups.Any(g => g.Names.Contains(name)))
        {
            link.Url = $"docs/{name}{(parts.Length > 1 ? $"#{parts[1]}" : "")}";
            foreach (var text in link.OfType<LiteralInline>().Where(t => t.Content.ToString() == parts[0]))
                text.Content = new StringSlice(name);
            return;
        }
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }
        link.Remove();
    }
}

/// <summary>A document.</summary>
/// <param name="Name">As in its address.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Html">What stands below the heading.</param>
/// <param name="Parts">Its chapters.</param>
public sealed record LabDoc(string Name, string Title, string Html, ImmutableArray<LabDocPart> Parts);

/// <summary>A chapter of a document.</summary>
/// <param name="Id">Its place in the address.</param>
/// <param name="Title">Its heading.</param>
public sealed record LabDocPart(string Id, string Title);
