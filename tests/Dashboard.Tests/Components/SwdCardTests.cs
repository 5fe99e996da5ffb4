using System.Text.Json;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Components;

/// <summary>What the chart's script is told.</summary>
public sealed class SwdCardTests
{
    [Fact]
    public void experiments_that_a_sweep_adds_are_sent_until_the_browser_has_taken_them()
    {
        var whole = Scenes.Finished().View;
        var late = whole.Experiments[^1].Number;
        var card = Activator.CreateInstance<Card>();
        card.Show(whole with { Experiments = [.. whole.Experiments.Where(e => e.Number != late)] });
        Assert.DoesNotContain(late, Numbers(card.Mount()));
        card.Took();

        card.Show(whole);
        for (var calls = 0; calls < 2; calls++)                                 // the first one fails
        {
            var changes = card.Update();
            Assert.Equal([late], Numbers(changes));
            Assert.Equal($"{late}", changes.GetProperty("measured").GetString());
        }
        card.Took();
        var nothing = card.Update();
        Assert.Empty(Numbers(nothing));
        Assert.Equal("", nothing.GetProperty("measured").GetString());
    }

    private static IEnumerable<int> Numbers(JsonElement told) =>
        told.GetProperty("experiments").EnumerateArray().Select(e => e.GetProperty("number").GetInt32());

    private sealed class Card : SwdCard
    {
        public void Show(SweepView sweep) => typeof(SwdCard).GetProperty(nameof(Sweep))!.SetValue(this, sweep);

        public JsonElement Mount() => JsonSerializer.SerializeToElement(Options(), JsonSerializerOptions.Web);

        public JsonElement Update() => JsonSerializer.SerializeToElement(Changes(), JsonSerializerOptions.Web);

        public void Took() => Drawn();
    }
}
