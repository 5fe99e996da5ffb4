namespace PgGanLab.Model.Data.Files;

/// <summary>Encoded images of a folder or a zip. Safe for several threads.</summary>
internal interface IImageFiles : IDisposable
{
    /// <summary>Where they are, for messages.</summary>
    string Place { get; }

    /// <summary>Their paths inside it with <c>/</c>, in ordinal order. They only ever serve as names.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What was left out and should be known, a sentence each.</summary>
    IReadOnlyList<string> Remarks => [];

    /// <summary>Reads one image's file.</summary>
    /// <exception cref="Imaging.Decoding.BadImageException">It can't be read, is damaged in the zip, or
    /// is too large.</exception>
    byte[] Read(int index);

    /// <summary>Reads a small file that is no image, such as <c>dataset.json</c>.</summary>
    /// <param name="path">Its path inside, with <c>/</c>.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="Growth.InvalidInputException">It can't be read.</exception>
    byte[]? ReadBeside(string path) => null;
}
