using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Sources;

/// <summary>Where a metric's images come from.</summary>
internal abstract class PictureSource : IDisposable
{
    /// <summary>As the user named it.</summary>
    public abstract string Name { get; }

    public abstract int Channels { get; }

    /// <summary>Pixels of its largest images.</summary>
    public abstract int LargestResolution { get; }

    /// <summary>Whether it has images of that size.</summary>
    public abstract bool Has(int resolution);

    /// <summary>Images that there are; <see cref="int.MaxValue"/> where as many as wanted can be drawn.</summary>
    public abstract int Available { get; }

    /// <summary>Whether both have the same images.</summary>
    public virtual bool IsSame(PictureSource other) => false;

    /// <summary>Some of the images.</summary>
    /// <param name="resolution">Pixels.</param>
    /// <param name="first">How many to leave out.</param>
    /// <param name="count">How many to take.</param>
    /// <param name="seed">Which ones.</param>
    public abstract IImageSequence Images(int resolution, int first, int count, long seed);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
