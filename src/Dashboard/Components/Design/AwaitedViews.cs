namespace PgGanLab.Dashboard.Components.Design;

/// <summary>
/// Views that a grid wrote into the address. The browser changes it a moment later, and tells; what was typed or clicked
/// meanwhile is newer than what it then says.
/// </summary>
internal sealed class AwaitedViews
{
    private readonly List<GridView> awaited = [];
    private GridView before = GridView.None;

    /// <summary>A view is about to be written.</summary>
    /// <param name="view">What is written.</param>
    /// <param name="address">What the address says now.</param>
    public void Add(GridView view, GridView address)
    {
        if (awaited.Count == 0)
            before = address;
        if (view != address || awaited.Count > 0)
            awaited.Add(view);
    }

    /// <summary>How the grid is looked at.</summary>
    /// <param name="view">As the grid knows it.</param>
    /// <param name="address">As the address says it, which is older while it has not come to all that was written.</param>
    public GridView Newest(GridView view, GridView address)
    {
        var come = awaited.IndexOf(address);
        if (come >= 0)
            awaited.RemoveRange(0, come + 1);
        else if (address != before)
            awaited.Clear();                                                    // somebody led elsewhere
        before = address;
        return awaited.Count > 0 ? view : address;
    }
}
