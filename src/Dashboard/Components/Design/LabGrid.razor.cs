using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>See LabGrid.razor. MudBlazor's data grid sorts and draws; the address is what it follows.</summary>
/// <typeparam name="T">What a row shows.</typeparam>
public sealed partial class LabGrid<T> : ComponentBase
{
    /// <summary>From so many rows on only those in sight are drawn, in a window of its own.</summary>
    private const int Many = 200;

    private MudDataGrid<GridRow<T>>? grid;
    private GridView view = GridView.None;
    private GridView applied = GridView.None;
    private readonly AwaitedViews awaited = new();
    private IReadOnlyList<GridRow<T>> found = [];

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What it lists, for people who do not see it.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>
    /// What a row is about, whatever it says of it at the moment: a row that changes stays the same element of the page,
    /// with its focus, and a click on it is never lost.
    /// </summary>
    [Parameter, EditorRequired] public required Func<T, object> Identity { get; set; }

    /// <summary>The rows, in the order that they have while no column is chosen.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<T> Items { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<LabColumn<T>> Columns { get; set; }

    /// <summary>The text of a row in which words are sought; null where nothing can be sought.</summary>
    [Parameter] public Func<T, string>? Search { get; set; }

    [Parameter] public string SearchHint { get; set; } = "Search";

    /// <summary>Beside the search.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>Below the rows.</summary>
    [Parameter] public RenderFragment? Footnote { get; set; }

    [Parameter] public Func<T, string?>? RowClass { get; set; }

    /// <summary>Whether it stands in a card that is there already.</summary>
    [Parameter] public bool IsPlain { get; set; }

    /// <summary>Said where there is no row at all.</summary>
    [Parameter] public string Empty { get; set; } = "Nothing yet.";

    /// <summary>Whether people choose which columns they see.</summary>
    [Parameter] public bool LetsChoose { get; set; }

    private bool IsLong => found.Count > Many;

    private IEnumerable<LabColumn<T>> Shown => Columns.Where(c => !CanBeLeftOut(c) || view.Shows(c.Id, c.IsExtra));

    /// <summary>Another set of columns is another grid.</summary>
    private string Shape => string.Join('|', Shown.Select(c => c.Id)) + IsLong;

    protected override void OnInitialized() => applied = GridView.Of(Navigation);

    protected override void OnParametersSet()
    {
        view = awaited.Newest(view, GridView.Of(Navigation));
        Find();
    }

    /// <summary>The grid itself knows only how it was sorted at first and what is clicked; Back is told to it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender || applied.Sort == view.Sort || grid is null)
            return;
        var before = applied;
        applied = view;
        if (Columns.FirstOrDefault(c => view.Direction(c.Id) != SortDirection.None) is { Key: { } key } column)
            await grid.SetSortAsync(column.Id, view.Direction(column.Id), row => key(row.Item)!);
        else if (Columns.FirstOrDefault(c => before.Direction(c.Id) != SortDirection.None) is { } sorted)
            await grid.RemoveSortAsync(sorted.Id);
    }

    private void Find()
    {
        var words = view.Sought.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var items = Search is null || words.Length == 0 ? Items
            : Items.Where(i => Search(i) is var text
                && words.All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)));
        found = [.. items.Select(i => new GridRow<T>(Identity(i), i))];
    }

    private void Seek(string text)
    {
        view = view with { Sought = text };
        Find();
        Write();
    }

    /// <summary>What says which row it is stays.</summary>
    private bool CanBeLeftOut(LabColumn<T> column) =>
        LetsChoose && (column.IsExtra || (!column.IsLead && column.Key is not null));

    private void Turn(LabColumn<T> column)
    {
        view = view.Turn(column.Id, column.IsExtra);
        Write();
    }

    private void Write()
    {
        awaited.Add(view, GridView.Of(Navigation));
        view.Write(Navigation);
    }

    private void Sorted(Dictionary<string, SortDefinition<GridRow<T>>> sorts)
    {
        var sort = sorts.Values.FirstOrDefault();
        view = view with { Sort = sort is null ? "" : sort.Descending ? $"-{sort.SortBy}" : sort.SortBy };
        if (applied.Sort == view.Sort)
            return;
        applied = view;
        Write();
    }
}

/// <summary>A row of a <see cref="LabGrid{T}"/>, the same for as long as it is about the same.</summary>
/// <param name="Id">What it is about.</param>
/// <param name="Item">What it says of that now.</param>
public sealed record GridRow<T>(object Id, T Item)
{
    public bool Equals(GridRow<T>? other) => other is not null && Id.Equals(other.Id);

    public override int GetHashCode() => Id.GetHashCode();
}
