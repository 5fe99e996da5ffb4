using System.CommandLine;
using System.CommandLine.Help;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Metrics;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary><c>lab metric</c>: a group of one verb a metric; alone it shows its help.</summary>
internal sealed class MetricVerb : Command
{
    public MetricVerb() : base(
        "metric", "Compare datasets and generators: SWD, MS-SSIM, FID, KID, Inception score, precision and recall.")
    {
        Add(new CompareVerb("swd",
            "Sliced Wasserstein distance over the levels of a Laplacian pyramid (Karras 2018).", _ => new SwdMetric()));
        Add(new CompareVerb(
            "msssim", "Multi-scale structural similarity among the fakes: their lack of variety (Wang 2003).",
            device => new MsSsimMetric(device)));
        Add(new ExtractorVerb(
            "fid", "Fréchet inception distance (Heusel 2017).", extractor => new FidMetric(extractor)));
        Add(new ExtractorVerb(
            "kid", "Kernel inception distance (Binkowski 2018).", extractor => new KidMetric(extractor)));
        Add(new ExtractorVerb(
            "is", "Inception score of the fakes (Salimans 2016).", extractor => new InceptionScoreMetric(extractor)));
        Add(new ExtractorVerb("pr", "Improved precision and recall (Kynkäänniemi 2019).", extractor =>
            new PrecisionRecallMetric(extractor)));
        SetAction(arguments => new HelpAction().Invoke(arguments));
    }

    /// <summary>A metric that needs nothing but images.</summary>
    private sealed class CompareVerb(string name, string description, Func<torch.Device, IMetric> make)
        : ComparisonVerb(name, description)
    {
        protected override IMetric Metric(ParseResult arguments, torch.Device device) => make(device);
    }

    /// <summary>A metric that looks at the images through a network of the user's.</summary>
    private sealed class ExtractorVerb : ComparisonVerb
    {
        private readonly Func<FeatureExtractor, IMetric> make;
        private readonly Option<string> extractor = new("--extractor")
        {
            Description =
                "TorchScript file: images [N,3,R,R] uint8 to features [N,D], or to (features, class probabilities). "
                + "Its code is run: use files you trust.",
            HelpName = "FILE",
            Required = true,
        };
        private readonly Option<bool> features = new("--return-features")
        {
            Description = "Call it as forward(images, True), as NVIDIA's inception files want it for features."
        };

        public ExtractorVerb(string name, string description, Func<FeatureExtractor, IMetric> make)
            : base(name, description)
        {
            this.make = make;
            Options.Add(extractor);
            Options.Add(features);
        }

        protected override IMetric Metric(ParseResult arguments, torch.Device device) =>
            make(FeatureExtractor.Load(arguments.GetRequiredValue(extractor), device, arguments.GetValue(features)));
    }
}
