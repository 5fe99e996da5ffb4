namespace PgGanLab.Model.Data.Files;

/// <summary>Encoded images of a folder or a zip. Safe for several threads.</summary>
internal interface IImageFiles : IDisposable
{
    /// <summary>Where they are, for messages.</summary>
    string Place { get; }

    /// <summary>Their paths inside it with <c>/</c>, in ordinal order. They only ever serve as names.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Reads one file.</summary>
    /// <exception cref="Imaging.Decoding.BadImageException">It can't be read, is damaged in the zip, or is too large.</exception>
    byte[] Read(int index);
}
