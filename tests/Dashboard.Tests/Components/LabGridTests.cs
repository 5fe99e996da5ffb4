using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class LabGridTests : InteractiveTest
{
    private static readonly string[] Fruits = ["pear", "apple", "fig"];

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void rows_stand_in_their_own_order_until_a_column_is_chosen()
    {
        var grid = Render();
        Assert.Equal(["pear", "apple", "fig"], Names(grid));

        grid.Find("button.sort").Click();
        grid.WaitForAssertion(() => Assert.Equal(["apple", "fig", "pear"], Names(grid)));
        Assert.EndsWith("?sort=name", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("ascending", grid.Find("th[aria-sort]").GetAttribute("aria-sort"));

        grid.Find("button.sort").Click();
        grid.WaitForAssertion(() => Assert.Equal(["pear", "fig", "apple"], Names(grid)));
        Assert.EndsWith("?sort=-name", Navigation.Uri, StringComparison.Ordinal);

        grid.Find("button.sort").Click();
        grid.WaitForAssertion(() => Assert.Equal(["pear", "apple", "fig"], Names(grid)));
        Assert.DoesNotContain("sort", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void an_address_that_is_opened_shows_what_it_says()
    {
        Navigation.NavigateTo("?sort=-name&q=p");
        Assert.Equal(["pear", "apple"], Names(Render()));
    }

    [Fact]
    public void the_way_back_sorts_as_before()
    {
        Navigation.NavigateTo("?sort=name");
        var grid = Render();
        Navigation.NavigateTo("?sort=-name");
        grid.Render(p => p.Add(g => g.Items, Fruits));
        grid.WaitForAssertion(() => Assert.Equal(["pear", "fig", "apple"], Names(grid)));
        Navigation.NavigateTo("?");
        grid.Render(p => p.Add(g => g.Items, Fruits));
        grid.WaitForAssertion(() => Assert.Equal(["pear", "apple", "fig"], Names(grid)));
    }

    [Fact]
    public void every_word_that_is_sought_must_stand_in_a_row()
    {
        Navigation.NavigateTo("?q=P%20A");
        Assert.Equal(["pear", "apple"], Names(Render()));
        Navigation.NavigateTo("?q=plum");
        Assert.Contains("Nothing here matches.", Render().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void a_row_that_changes_stays_the_same_element()
    {
        var grid = Render();
        var before = grid.FindComponents<FruitName>().Select(f => f.Instance).ToArray();
        grid.Render(p => p.Add(g => g.Items, ["prune", "apple", "fig"]));
        grid.WaitForAssertion(() => Assert.Equal(["prune", "apple", "fig"], Names(grid)));
        Assert.Equal(before, grid.FindComponents<FruitName>().Select(f => f.Instance));
    }

    private static string[] Names(IRenderedComponent<LabGrid<string>> grid) =>
        [.. grid.FindAll(".fruit").Select(e => e.TextContent)];

    private IRenderedComponent<LabGrid<string>> Render() => Render<LabGrid<string>>(p => p
        .Add(g => g.Label, "Fruits")
        .Add(g => g.Items, Fruits)
        .Add(g => g.Identity, fruit => fruit[0])
        .Add(g => g.Search, fruit => fruit)
        .Add(g => g.Columns, [new LabColumn<string>("name", "Name", Name) { Key = fruit => fruit }]));

    private static RenderFragment Name(string fruit) => builder =>
    {
        builder.OpenComponent<FruitName>(0);
        builder.AddAttribute(1, nameof(FruitName.Fruit), fruit);
        builder.CloseComponent();
    };

    private sealed class FruitName : ComponentBase
    {
        [Parameter] public required string Fruit { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "fruit");
            builder.AddContent(2, Fruit);
            builder.CloseElement();
        }
    }
}
