using System.Collections.Immutable;
using CsCheck;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Search;

/// <summary>
/// A definition always gives the same points; they stay inside the space and don't depend on its order.
/// </summary>
public sealed class SearchPropertyTests
{
    private static readonly Gen<SearchDimension> Choices =
        from name in Gen.OneOf("learningRate@16", "learningRate@32", "adamBeta1", "emaBeta")
        from values in Gen.Double[0.0001, 0.9].Array[1, 5]
        select (SearchDimension)new ChoiceDimension(SettingKey.Parse(name, "the test"), [.. values.Distinct()]);

    private static readonly Gen<SearchDimension> Intervals =
        from name in Gen.OneOf("learningRate", "criticRepeats", "lowPrecisionFrom", "fmapDecay")
        from low in Gen.Int[1, 3]
        from length in Gen.Int[1, 60]
        from scale in Gen.Int[0, 2].Select(i => (IntervalScale)i)
        from step in Gen.Int[0, 2].Select(i => i == 0 ? (double?)null : i)
        select (SearchDimension)new RangeDimension(SettingKey.Parse(name, "the test"), low, low + length, scale)
        {
            Step = scale != IntervalScale.Log2 && step <= length ? step : null,
        };

    private static readonly Gen<ImmutableArray<SearchDimension>> Dimensions = Gen
        .Frequency((1, Choices), (1, Intervals))
        .Array[1, 4].Select(all => all.DistinctBy(d => d.Setting).ToImmutableArray());

    [Fact]
    public void draws_don_t_depend_on_the_order_of_dimensions_and_more_draws_only_add() =>
        Gen.Select(Dimensions, Gen.Long[0, 1000], Gen.Int[0, 30]).Sample((dimensions, seed, count) =>
        {
            var few = new SearchSpace(SearchStrategy.Random, dimensions, seed).Points(SettingList.Empty).Take(count).ToList();
            ImmutableArray<SearchDimension> turned = [.. dimensions.Reverse()];
            var many = new SearchSpace(SearchStrategy.Random, turned, seed).Points(SettingList.Empty).Take(count + 5).ToList();

            Assert.Equal(few, many.Take(count));
        }, iter: 300);

    [Fact]
    public void draws_stay_inside_their_intervals() =>
        Gen.Select(Intervals, Gen.Double[0, 0.9999999999]).Sample((dimension, u) =>
        {
            var range = (RangeDimension)dimension;
            var value = range.At(u);

            if (range.Setting.Definition.Kind == SettingKind.Resolution && !range.IsListed)
                Assert.True(double.IsPow2(value), $"{value} px");
            else
                Assert.InRange(value, range.Minimum - 1e-9, range.Maximum + 1e-9);
        }, iter: 2000);

    [Fact]
    public void a_value_that_is_drawn_is_one_of_those_that_are_listed() =>
        Gen.Select(Intervals, Gen.Double[0, 0.9999999999]).Sample((dimension, u) =>
        {
            if (dimension is RangeDimension { IsListed: true })
                Assert.Contains(dimension.At(u), dimension.GridValues!);
        }, iter: 2000);

    [Fact]
    public void draws_are_all_different_and_end_with_the_last_one_that_there_is() =>
        Gen.Select(Choices.Array[1, 3], Gen.Long[0, 1000]).Sample((all, seed) =>
        {
            var space = new SearchSpace(SearchStrategy.Random, [.. all.DistinctBy(d => d.Setting)], seed);
            var points = space.Points(SettingList.Empty).Take(2000).ToList();

            Assert.Equal(space.Combinations, points.Count);
            Assert.Equal(points.Count, points.Distinct().Count());
        }, iter: 100);

    [Fact]
    public void rare_values_come_at_last()
    {
        var rare = new RangeDimension(SettingKey.Parse("latentSize", "the test"), 1, 1000, IntervalScale.Log);
        Assert.Equal(1000, new SearchSpace(SearchStrategy.Random, [rare], 1).Points(SettingList.Empty).Take(2000).Count());
    }

    [Fact]
    public void a_grid_holds_every_combination_once() => Choices.Array[1, 3].Sample(all =>
    {
        var dimensions = all.DistinctBy(d => d.Setting).ToImmutableArray();
        var space = new SearchSpace(SearchStrategy.Grid, dimensions, 0);
        var points = space.Points(SettingList.Empty).ToList();

        Assert.Equal(dimensions.Aggregate(1L, (size, d) => size * d.GridValues!.Count), space.Size);
        Assert.Equal(space.Size, points.Distinct().Count());
        Assert.All(dimensions, d => Assert.Equal(
            d.GridValues!.Order(), points.Select(p => p.Settings[d.Setting]).Distinct().Order()));
    }, iter: 300);

    [Fact]
    public void a_definition_that_was_written_reads_back_equal() =>
        Gen.Select(Choices.Array[1, 3], Gen.Int[1, 9], Gen.Int[0, 99], Gen.Bool).Sample((all, repeats, seed, random) =>
        {
            var strategy = random ? SearchStrategy.Random : SearchStrategy.Grid;
            var space = new SearchSpace(strategy, [.. all.DistinctBy(d => d.Setting)], seed);
            var sweep = new SweepDefinition("a name", "fashion-mnist", SettingList.Empty, space, repeats, 500);

            Assert.Equal(sweep, SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString()));
        }, iter: 300);
}
