using PgGanLab.Model.Data;

namespace PgGanLab.Model.Tests.Data;

/// <summary>40 images of class 0, 16 of class 1, 8 of class 2.</summary>
internal sealed class Uneven : IImageSource
{
    public const int Rare = 8;

    public int Resolution => 4;

    public int Channels => 1;

    public int Count => 64;

    public int Labels => 3;

    public int Read(int index, Span<byte> pixels)
    {
        pixels.Fill((byte)index);
        return index < 40 ? 0 : index < 64 - Rare ? 1 : 2;
    }
}
