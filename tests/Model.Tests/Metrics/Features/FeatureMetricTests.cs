using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Metrics.Features;

/// <summary>Against numbers that make_extractor.py computed with numpy.</summary>
public sealed class FeatureMetricTests : TorchTest
{
    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllBytes(Asset("expected.json"))).RootElement;
    private readonly GoldenFile golden = new("swd");
    private readonly FeatureExtractor extractor = FeatureExtractor.Load(
        Asset("extractor.pt"), CPU, asksForFeatures: false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void frechet_distance_is_that_of_numpy()
    {
        using var a = FeatureMoments.Of(Images("A"), extractor, Stop);
        using var b = FeatureMoments.Of(Images("B"), extractor, Stop);

        Assert.Equal(Number("fid"), FrechetDistance.Of(a, b), 1e-5 * Number("fid"));
        Assert.Equal(0, FrechetDistance.Of(a, a), 1e-9);
    }

    [Fact]
    public void kernel_distance_is_that_of_numpy()
    {
        using var a = FeatureSet.Of(Images("A"), extractor, Stop);
        using var b = FeatureSet.Of(Images("B"), extractor, Stop);

        Assert.Equal(Number("kid"), KernelDistance.Of(a, b, seed: 0, Stop), 1e-5 * Math.Abs(Number("kid")));
    }

    [Fact]
    public void kernel_distance_over_subsets_is_near_that_of_all()
    {
        using var a = FeatureSet.Of(Images("A"), extractor, Stop);
        var images = Images("B");
        using var b = FeatureSet.Of(images with { Images = [.. images.Images.Take(128)] }, extractor, Stop);

        var one = KernelDistance.Of(a, b, seed: 0, Stop);

        Assert.Equal(one, KernelDistance.Of(a, b, seed: 0, Stop));
        Assert.NotEqual(one, KernelDistance.Of(a, b, seed: 1, Stop));
        Assert.InRange(one, 2 * Number("kid"), -2 * Number("kid"));
    }

    [Fact]
    public void inception_score_is_that_of_numpy()
    {
        var scores = InceptionScore.Of(Images("B"), extractor, Stop);

        var expected = Expected.GetProperty("is").EnumerateArray().Select(v => v.GetDouble()).ToList();
        Assert.Equal(expected.Count, scores.Length);
        Assert.All(expected.Zip(scores), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    [Fact]
    public void precision_and_recall_are_those_of_numpy()
    {
        using var a = FeatureSet.Of(Images("A"), extractor, Stop);
        using var b = FeatureSet.Of(Images("B"), extractor, Stop);

        var measured = PrecisionRecall.Of(a, b, Stop);

        Assert.Equal(Number("precision"), measured.Precision, 1e-9);
        Assert.Equal(Number("recall"), measured.Recall, 1e-9);
        Assert.Equal(new PrecisionRecall(1, 1), PrecisionRecall.Of(a, a, Stop));
    }

    [Fact]
    public void features_are_given_on_request_too()
    {
        using var onRequest = FeatureExtractor.Load(Asset("on_request.pt"), CPU, asksForFeatures: true);
        using var plain = FeatureExtractor.Load(Asset("on_request.pt"), CPU, asksForFeatures: false);
        var images = Images("A").Tensors(8, CPU, Stop).Select(piece => piece.alias()).First();

        Assert.Equal(
            extractor.Features(images).data<double>().ToArray(), onRequest.Features(images).data<double>().ToArray());
        Assert.Equal(extractor.Probabilities(images).data<double>().ToArray(),
            plain.Probabilities(images).data<double>().ToArray());
        Assert.Contains(
            "don't sum to 1", Assert.Throws<InvalidInputException>(() => onRequest.Probabilities(images)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void a_wrong_extractor_is_refused_in_one_sentence()
    {
        Assert.Contains("There is no extractor file",
            Refusal(() => FeatureExtractor.Load(Asset("none.pt"), CPU, false)), StringComparison.Ordinal);
        Assert.Contains("is no TorchScript module",
            Refusal(() => FeatureExtractor.Load(Asset("expected.json"), CPU, false)), StringComparison.Ordinal);
        using var called = FeatureExtractor.Load(Asset("extractor.pt"), CPU, asksForFeatures: true);
        Assert.Contains("failed on images [1,3,32,32]",
            Refusal(() => called.Features(zeros([1, 3, 32, 32], ScalarType.Byte))), StringComparison.Ordinal);
        Assert.Contains("these have 4 channels",
            Refusal(() => extractor.Features(zeros([1, 4, 32, 32], ScalarType.Byte))), StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        extractor.Dispose();
        golden.Dispose();
        base.Dispose(disposing);
    }

    private static string Asset(string name) => Path.Combine(AppContext.BaseDirectory, "Metrics", "Features", name);

    private static string Refusal(Action action) => Assert.Throws<InvalidInputException>(action).Message;

    private static double Number(string name) => Expected.GetProperty(name).GetDouble();

    private ImageSet Images(string set) => GoldenImages.Set(golden, 32, set);
}
