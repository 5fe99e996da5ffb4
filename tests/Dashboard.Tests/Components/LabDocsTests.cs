using System.Text.RegularExpressions;
using PgGanLab.Dashboard.Components.Docs;

namespace PgGanLab.Dashboard.Tests.Components;

/// <summary>The documents inside the product.</summary>
public sealed partial class LabDocsTests
{
    public static TheoryData<string> Names => [.. LabDocs.Groups.SelectMany(g => g.Names)];

    [Theory, MemberData(nameof(Names))]
    public void a_document_has_a_title_and_its_links_lead_to_chapters_that_are_there(string name)
    {
        var doc = LabDocs.Find(name)!;
        Assert.NotEmpty(doc.Title);
        Assert.DoesNotContain(".md", string.Join(' ', Links().Matches(doc.Html).Select(m => m.Value)), StringComparison.Ordinal);
        foreach (var link in Links().Matches(doc.Html).Select(m => m.Groups[1].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link["docs/".Length..].Split('#');
            var target = LabDocs.Find(parts[0]);
            Assert.True(target is not null, $"{name} leads to {link}, which is no document.");
            if (parts.Length > 1)
                Assert.True(target.Html.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal),
                    $"{name} leads to {link}, and there is no such chapter.");
        }
    }

    [Fact]
    public void what_is_no_document_is_not_found() => Assert.Null(LabDocs.Find("benchmarks"));

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}
