using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using MudBlazor;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>
/// How a grid is looked at, as it stands in the address: <c>?sort=-swd&amp;q=fashion&amp;columns=worker,-rate</c>.
/// </summary>
/// <param name="Sort">Id of the column that sorts, with a <c>-</c> before it where the greatest is first; or empty.</param>
/// <param name="Sought">Words that every row shown has; or empty.</param>
/// <param name="Chosen">
/// Ids of columns that are shown although they need not be, and with a <c>-</c> of those that are not; or empty.
/// </param>
public sealed record GridView(string Sort, string Sought, string Chosen)
{
    public static GridView None { get; } = new("", "", "");

    public static GridView Of(NavigationManager navigation)
    {
        var query = QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query);
        return new GridView(
            query.GetValueOrDefault("sort").ToString(), query.GetValueOrDefault("q").ToString(),
            query.GetValueOrDefault("columns").ToString());
    }

    /// <summary>Whether a column is shown.</summary>
    /// <param name="column">Its id.</param>
    /// <param name="isExtra">Whether somebody has to ask for it.</param>
    public bool Shows(string column, bool isExtra) =>
        Chosen.Split(',').Contains(isExtra ? column : $"-{column}") == isExtra;

    /// <summary>With a column that is shown if it was not, and not if it was.</summary>
    /// <inheritdoc cref="Shows" path="/param"/>
    public GridView Turn(string column, bool isExtra)
    {
        var said = isExtra ? column : $"-{column}";
        var chosen = Chosen.Split(',', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!chosen.Remove(said))
            chosen.Add(said);
        return this with { Chosen = string.Join(',', chosen) };
    }

    /// <summary>How a column sorts.</summary>
    public SortDirection Direction(string column) =>
        Sort == column ? SortDirection.Ascending
        : Sort == $"-{column}" ? SortDirection.Descending
        : SortDirection.None;

    /// <summary>Puts it into the address, in place of how the grid was looked at before.</summary>
    public void Write(NavigationManager navigation) => navigation.WriteQuery(
        new Dictionary<string, object?>
        {
            ["sort"] = Nothing(Sort),
            ["q"] = Nothing(Sought),
            ["columns"] = Nothing(Chosen),
        });

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
