using PgGanLab.Model.Data;
using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Sources;

/// <summary>A dataset's images.</summary>
internal sealed class DatasetPictures(ImageDataset dataset) : PictureSource
{
    public ImageDataset Dataset => dataset;

    public override string Name => dataset.Facts.Name;

    public override int Channels => dataset.Facts.Channels;

    public override int LargestResolution => dataset.Facts.Resolution;

    public override int Available => dataset.Facts.Images;

    public override bool Has(int resolution) =>
        int.IsPow2(resolution) && resolution >= 4 && resolution <= dataset.Facts.Resolution;

    public override bool IsSame(PictureSource other) =>
        other is DatasetPictures d && d.Dataset.Facts.Fingerprint == dataset.Facts.Fingerprint;

    public override IImageSequence Images(int resolution, int first, int count, long seed) =>
        new DatasetImages(dataset, resolution, first, count, seed);

    protected override void Dispose(bool disposing) => dataset.Dispose();
}
