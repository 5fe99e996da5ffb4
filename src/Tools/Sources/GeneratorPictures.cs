using PgGanLab.Model.Export;
using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Sources;

/// <summary>Images that a generator draws.</summary>
internal sealed class GeneratorPictures(LoadedGenerator generator) : PictureSource
{
    public LoadedGenerator Generator => generator;

    public override string Name => generator.Path;

    public override int Channels => generator.Network.Channels;

    public override int LargestResolution => generator.Network.Resolution;

    public override int Available => int.MaxValue;

    public override bool Has(int resolution) => resolution == generator.Network.Resolution;

    public override IImageSequence Images(int resolution, int first, int count, long seed) =>
        new GeneratedImages(generator.Network, generator.Parameters, generator.Alpha, count, seed);

    protected override void Dispose(bool disposing) => generator.Dispose();
}
