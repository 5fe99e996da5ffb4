using PgGanLab.Model.Data;
using PgGanLab.Model.Export;
using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Sources;

/// <summary>Images that a generator draws.</summary>
/// <param name="generator">The generator.</param>
/// <param name="like">Dataset whose mixture of classes it draws, where it knows as many; else all
/// classes come in turn.</param>
internal sealed class GeneratorPictures(LoadedGenerator generator, ImageDataset? like) : PictureSource
{
    public LoadedGenerator Generator => generator;

    public override string Name => generator.Path;

    public override int Channels => generator.Network.Channels;

    public override int LargestResolution => generator.Network.Resolution;

    public override int Available => int.MaxValue;

    public override bool Has(int resolution) => resolution == generator.Network.Resolution;

    public override IImageSequence Images(int resolution, int first, int count, long seed) =>
        new GeneratedImages(generator.Network, generator.Parameters, generator.Alpha, count, seed, ClassOf());

    private Func<int, int>? ClassOf() =>
        like is not null && like.Facts.Labels == generator.Network.Labels
            ? place => like.Label(place % like.Facts.Images)
            : null;

    protected override void Dispose(bool disposing) => generator.Dispose();
}
