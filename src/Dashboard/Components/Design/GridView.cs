using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>How a grid is looked at, as it stands in the address: <c>?sort=-swd&amp;q=fashion</c>.</summary>
/// <param name="Sort">Id of the column that sorts, with a <c>-</c> before it where the greatest is first; or empty.</param>
/// <param name="Sought">Words that every row shown has; or empty.</param>
public sealed record GridView(string Sort, string Sought)
{
    public static GridView None { get; } = new("", "");

    public static GridView Of(NavigationManager navigation)
    {
        var query = QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query);
        return new GridView(query.GetValueOrDefault("sort").ToString(), query.GetValueOrDefault("q").ToString());
    }

    /// <summary>How a column sorts.</summary>
    public SortDirection Direction(string column) =>
        Sort == column ? SortDirection.Ascending
        : Sort == $"-{column}" ? SortDirection.Descending
        : SortDirection.None;

    /// <summary>Puts it into the address, in place of how the grid was looked at before.</summary>
    public void Write(NavigationManager navigation) => navigation.WriteQuery(
        new Dictionary<string, object?> { ["sort"] = Nothing(Sort), ["q"] = Nothing(Sought) });

    private static string? Nothing(string text) => text.Length == 0 ? null : text;
}

/// <summary>The address of the page that is shown.</summary>
internal static class PageAddress
{
    /// <summary>
    /// Changes parts of the query; null takes one away. The entry in the browser's history is replaced, so that Back
    /// leads to the page before. The address is relative: what the server calls itself may not be what a proxy does.
    /// </summary>
    public static void WriteQuery(this NavigationManager navigation, IReadOnlyDictionary<string, object?> parts)
    {
        var uri = navigation.GetUriWithQueryParameters(parts);
        if (uri != navigation.Uri)
            navigation.NavigateTo($"./{navigation.ToBaseRelativePath(uri)}", replace: true);
    }
}
