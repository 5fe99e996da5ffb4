using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class AwaitedViewsTests
{
    private static readonly GridView Old = GridView.None;
    private static readonly GridView First = Old.Turn("rate", isExtra: false);
    private static readonly GridView Second = First.Turn("msSsim", isExtra: true);

    private readonly AwaitedViews awaited = new();

    [Fact]
    public void what_was_clicked_stays_until_the_address_has_followed()
    {
        awaited.Add(First, Old);
        Assert.Equal(First, awaited.Newest(First, Old));
        awaited.Add(Second, Old);
        Assert.Equal(Second, awaited.Newest(Second, Old));
        Assert.Equal(Second, awaited.Newest(Second, First));
        Assert.Equal(Second, awaited.Newest(Second, Second));
        Assert.Equal(Old, awaited.Newest(Second, Old));
    }

    [Fact]
    public void an_address_that_nobody_wrote_is_followed_at_once()
    {
        Assert.Equal(First, awaited.Newest(Old, First));
        awaited.Add(Second, First);
        var elsewhere = new GridView("-swd", "", "");
        Assert.Equal(elsewhere, awaited.Newest(Second, elsewhere));
        Assert.Equal(First, awaited.Newest(elsewhere, First));
    }

    [Fact]
    public void an_address_that_already_says_it_is_not_waited_for()
    {
        awaited.Add(First, First);
        Assert.Equal(Second, awaited.Newest(First, Second));
    }
}
