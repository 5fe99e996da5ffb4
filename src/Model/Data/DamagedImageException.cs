using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>One image of a source can't be used.</summary>
public sealed class DamagedImageException : Exception
{
    public DamagedImageException() : this(new DamagedImage("", "")) { }

    public DamagedImageException(string message) : this(new DamagedImage("", message)) { }

    public DamagedImageException(string message, Exception innerException)
        : this(new DamagedImage("", message), innerException) { }

    public DamagedImageException(DamagedImage image, Exception? innerException = null)
        : base($"{image.Name}: {image.Reason}", innerException) =>
        Image = image;

    /// <summary>Which, and why.</summary>
    public DamagedImage Image { get; }

    /// <summary>Whether nothing but its label is wrong, or missing: it was not even decoded.</summary>
    public bool LacksLabel { get; init; }
}
