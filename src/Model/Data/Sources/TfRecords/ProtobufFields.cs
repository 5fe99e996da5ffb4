using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>Walks over a protobuf message's fields without copying. Source: protobuf.dev/programming-guides/encoding.</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> rest = message;

    /// <summary>Number of the present field.</summary>
    public int Field { get; private set; }

    /// <summary>The present field's number, where it is a varint.</summary>
    public long Number { get; private set; }

    /// <summary>The present field's content, where it has a length; else empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="BadImageException">It is no protobuf message.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        (Field, Number) = ((int)(tag >> 3), 0);
        Content = [];
        switch ((int)(tag & 7))
        {
            case Varint:
                Number = (long)ReadVarint();
                break;
            case Fixed64:
                Take(8);
                break;
            case Bytes:
                Content = Take(ReadVarint());
                break;
            case Fixed32:
                Take(4);
                break;
            default:
                throw Broken();
        }
        return true;
    }

    /// <summary>Reads the varints of a packed field.</summary>
    /// <exception cref="BadImageException">They are cut off.</exception>
    public static List<long> Packed(ReadOnlySpan<byte> content)
    {
        var fields = new ProtobufFields(content);
        var numbers = new List<long>();
        while (!fields.rest.IsEmpty)
            numbers.Add((long)fields.ReadVarint());
        return numbers;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var (i, shift) = (0, 0); i < rest.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(rest[i] & 0x7F) << shift;
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }
        throw Broken();
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw Broken();
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private static BadImageException Broken() => new("the record is no protobuf message");
}
