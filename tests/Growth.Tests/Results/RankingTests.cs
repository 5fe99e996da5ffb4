using System.Collections.Immutable;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Results;

public sealed class RankingTests
{
    private static readonly string Mine = new('a', 64);
    private static readonly string Other = new('b', 64);

    [Fact]
    public void the_lowest_swd_is_best() =>
        Assert.Equal(["b", "a"], Order(Ends(1000, At("a", 16, 1000, 64, 30)), Ends(1000, At("b", 16, 1000, 64, 20))));

    [Fact]
    public void only_equal_resolution_kimg_and_image_counts_are_compared() => Assert.Equal(["a"], Order(
        Ends(2000, At("a", 16, 2000, 64, 30)), Ends(2000, At("b", 16, 1000, 64, 1)),
        Ends(2000, At("c", 8, 9000, 64, 1)), Ends(2000, At("d", 16, 2000, 32, 1))));

    [Fact]
    public void a_longer_run_does_not_push_the_others_out_of_the_ranking() => Assert.Equal(["b", "a"], Order(
        Ends(1000, At("a", 16, 1000, 64, 30)), Ends(1000, At("b", 16, 1000, 64, 20)),
        Ends(2000, At("h", 16, 2000, 64, 1))));

    [Fact]
    public void a_longer_run_is_ranked_by_what_it_had_reached_where_the_others_ended() => Assert.Equal(
        ["b", "h", "a"], Order(
            Ends(1000, At("a", 16, 1000, 64, 30)), Ends(1000, At("b", 16, 1000, 64, 20)),
            Ends(2000, At("h", 16, 1000, 64, 25), At("h", 16, 2000, 64, 1))));

    [Fact]
    public void the_end_of_most_comes_before_an_earlier_point_that_all_have_passed() => Assert.Equal(["b", "a"], Order(
        Ends(1000, At("a", 16, 500, 64, 40), At("a", 16, 1000, 64, 30)),
        Ends(1000, At("b", 16, 500, 64, 41), At("b", 16, 1000, 64, 20)),
        Ends(2000, At("h", 16, 500, 64, 42), At("h", 16, 2000, 64, 1))));

    [Fact]
    public void the_first_of_many_to_end_is_ranked_alone_until_the_next_one_ends() => Assert.Equal(["a"], Order(
        Ends(1000, At("a", 16, 500, 64, 40), At("a", 16, 1000, 64, 30)), Ends(1000, At("b", 16, 500, 64, 20)),
        Ends(1000)));

    [Fact]
    public void experiments_of_other_lengths_are_compared_at_the_last_point_that_most_have_passed() => Assert.Equal(
        ["h", "a"], Order(
            Ends(900, At("a", 16, 400, 64, 45), At("a", 16, 800, 64, 40), At("a", 16, 900, 64, 30)),
            Ends(2000, At("h", 16, 400, 64, 46), At("h", 16, 800, 64, 35), At("h", 16, 2000, 64, 1))));

    [Fact]
    public void what_is_not_a_number_is_never_ranked() => Assert.Equal(["b"], Order(
        Ends(1000, At("a", 16, 1000, 64, double.NaN)), Ends(1000, At("b", 16, 1000, 64, 20)),
        Ends(1000, At("c", 32, 1000, 64, double.PositiveInfinity))));

    [Fact]
    public void no_results_no_ranking() => Assert.Empty(Ranking.Order([]));

    [Fact]
    public void whoever_ended_without_a_result_is_never_ranked_whatever_was_measured_on_its_way() => Assert.Equal(
        ["b"], Order(
            Ends(1000, At("a", 16, 1000, 64, 10)) with { IsLost = true }, Ends(1000, At("b", 16, 1000, 64, 20))));

    [Fact]
    public void ends_that_whole_minibatches_passed_are_compared_as_planned()
    {
        var first = new Contender("a", 1000, false, [new MeasuredPhase(1000, 1008, [At("a", 16, 1008, 64, 30).Swd])]);
        var longer = new Contender("b", 2000, false,
            [new MeasuredPhase(2000, null, [At("b", 16, 1004, 64, 20).Swd, At("b", 16, 1500, 64, 1).Swd])]);
        var late = new Contender("c", 2000, false, [new MeasuredPhase(2000, null, [At("c", 16, 1012, 64, 10).Swd])]);
        Assert.Equal(
            [("b", 1004), ("a", 1008)], Ranking.Order([first, longer, late]).Select(r => (r.Experiment, r.Swd.Nimg)));
    }

    [Fact]
    public void a_point_is_ranked_by_the_mean_over_its_seeds_and_not_by_the_luckiest()
    {
        var ranked = Ranking.Order([Ends(9, At("a1", 16, 9, 64, 10)), Ends(9, At("b1", 16, 9, 64, 20)),
            Ends(9, At("a2", 16, 9, 64, 40)), Ends(9, At("b2", 16, 9, 64, 22))]);

        var points = Ranking.Points(ranked, experiment => experiment[..1]);

        Assert.Equal([("b", 1), ("a", 2)], points.Select(p => (p.Point, p.Rank)));
        Assert.Equal([21, 25], points.Select(p => p.Mean.Average));
        Assert.Equal([1, 15], points.Select(p => Math.Round(p.StandardError!.Value, 12)));
    }

    [Fact]
    public void a_point_with_fewer_seeds_is_ranked_by_those_and_one_seed_has_no_standard_error()
    {
        var points = Ranking.Points(
            [At("a1", 16, 9, 64, 10), At("b1", 16, 9, 64, 20), At("a2", 16, 9, 64, 40)], experiment => experiment[..1]);

        Assert.Equal([("b", 20.0), ("a", 25.0)], points.Select(p => (p.Point, p.Mean.Average)));
        Assert.Null(points[0].StandardError);
    }

    [Fact]
    public void another_objective_ranks_by_its_score_and_whoever_has_none_is_not_ranked()
    {
        var objective = SweepObjective.Read("swd + 100 ms-ssim");
        Contender[] contenders =
        [
            Ends(9, Similar("a1", 20, 0.30)), Ends(9, Similar("b1", 22, 0.25)), Ends(9, Similar("c1", 10, null)),
            Ends(9, Similar("a2", 20, 0.20)), Ends(9, Similar("b2", 21, 0.26)),
        ];
        var ranked = Ranking.Order(contenders, swd => objective.Score(swd, realMsSsim: 0.25));
        Assert.Equal(["b1", "b2", "a1", "a2"], ranked.Select(r => r.Experiment));
        Assert.Equal([22, 22, 25, 25], ranked.Select(r => Math.Round(r.Score, 9)));
        Assert.Equal(["b", "a"], Ranking.Points(ranked, experiment => experiment[..1]).Select(p => p.Point));
        Assert.Empty(Ranking.Order(contenders, swd => objective.Score(swd, realMsSsim: null)));
    }

    [Fact]
    public void features_rank_those_alone_that_the_objectives_extractor_has_seen()
    {
        var objective = SweepObjective.Read("swd + 2 fid").ByExtractorOf([Mine, Other]);
        Contender[] contenders =
        [
            Ends(9, Seen("a", 20, Mine, 4)), Ends(9, Seen("b", 22, Mine, 1)), Ends(9, Seen("c", 1, Other, 1)),
            Ends(9, At("d", 16, 9, 64, 1)),
        ];
        var ranked = Ranking.Order(contenders, swd => objective.Score(swd, realMsSsim: null));
        Assert.Equal([("b", 24.0), ("a", 28.0)], ranked.Select(r => (r.Experiment, r.Score)));
        Assert.Equal("ranked by swd + 2 fid (extractor aaaaaaaa)", objective.RankedBy());
    }

    [Theory]
    [InlineData("fid", "fid @ MINE")]
    [InlineData("swd + 3 kid @ bbbbbbbb", "swd + 3 kid @ OTHER")]
    [InlineData("ms-ssim", "ms-ssim")]
    public void an_accepted_objective_has_its_extractor_whole(string text, string accepted) => Assert.Equal(
        accepted.Replace("MINE", Mine, StringComparison.Ordinal).Replace("OTHER", Other, StringComparison.Ordinal),
        SweepObjective.Read(text).ByExtractorOf([Mine, Other]).Word());

    [Fact]
    public void without_its_extractor_an_objective_is_refused()
    {
        var none = Assert.Throws<InvalidInputException>(() => SweepObjective.Read("kid").ByExtractorOf([]));
        Assert.Equal("objective is kid, but the lab has no extractor of features; start it with --Lab:Extractor FILE, or "
            + "rank by swd.", none.Message);
        var other = Assert.Throws<InvalidInputException>(
            () => SweepObjective.Read("fid @ cccccccc").ByExtractorOf([Mine, Other]));
        Assert.Equal("objective is fid by extractor cccccccc, which the lab does not have; it has aaaaaaaa, bbbbbbbb: "
            + "start it with --Lab:Extractor FILE, or leave out '@'.", other.Message);
    }

    [Fact]
    public void features_of_seeds_have_a_mean_where_each_seed_has_them()
    {
        var all = new SeededMeasurement([Seen("a", 1, Mine, 4).Swd, Seen("b", 1, Mine, 6).Swd]);
        Assert.Equal([new FeatureDistance(Mine, 5, 0.05)], all.Mean.Features!.Value);
        Assert.Equal(1, all.StandardErrors!.Features!.Value.Single().Fid, 1e-9);
        Assert.Null(new SeededMeasurement([Seen("a", 1, Mine, 4).Swd, Seen("b", 1, Other, 6).Swd]).Mean.Features);
    }

    [Fact]
    public void what_other_extractors_gave_for_the_same_images_stays()
    {
        var again = Seen("a", 1, Mine, 5).Swd.WithFeaturesOf(
            Seen("a", 1, Mine, 4).Swd.WithFeaturesOf(Seen("a", 1, Other, 6).Swd));
        Assert.Equal([(Mine, 5.0), (Other, 6.0)], again.Features!.Value.Select(f => (f.Extractor, f.Fid)));
        Assert.Null(At("b", 16, 9, 64, 1).Swd.WithFeaturesOf(null).Features);
    }

    [Fact]
    public void points_of_equal_means_are_in_the_order_of_their_names() =>
        Assert.Equal(
            ["a", "b"], Ranking.Points([At("b1", 16, 9, 64, 5), At("a1", 16, 9, 64, 5)], experiment => experiment[..1])
                .Select(p => p.Point));

    private static RankedExperiment At(string experiment, int resolution, long nimg, int images, double swd) => new(
        experiment, new Measurement
        {
            Average = swd,
            Levels = ImmutableSortedDictionary<int, double>.Empty.Add(16, swd),
            Resolution = resolution,
            Nimg = nimg,
            Images = images,
        }, swd);

    private static RankedExperiment Seen(string experiment, double swd, string extractor, double fid)
    {
        var measured = At(experiment, 16, 9, 64, swd);
        return measured with
        {
            Swd = measured.Swd with { Features = [new FeatureDistance(extractor, fid, fid / 100)] },
        };
    }

    private static RankedExperiment Similar(string experiment, double swd, double? msSsim)
    {
        var measured = At(experiment, 16, 9, 64, swd);
        return measured with { Swd = measured.Swd with { MsSsim = msSsim } };
    }

    private static Contender Ends(long planned, params RankedExperiment[] results) => new(
        results.Length > 0 ? results[0].Experiment : "none yet", planned, IsLost: false,
        [new MeasuredPhase(planned, null, [.. results.Select(r => r.Swd)])]);

    private static IEnumerable<string> Order(params Contender[] contenders) =>
        Ranking.Order(contenders).Select(r => r.Experiment);
}
