using System.Buffers.Binary;

namespace PgGanLab.Tools.Tests;

/// <summary>What a PNG file says of itself.</summary>
internal static class Png
{
    public static (int Width, int Height) Size(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
