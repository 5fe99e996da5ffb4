using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>
/// One TFRecord file, mapped into memory: each record is its length (uint64), the length's masked CRC-32C, the
/// data, and the data's masked CRC-32C, all little-endian. Source: TensorFlow, core/lib/io/record_writer.h.
/// Safe for several threads.
/// </summary>
internal sealed class TfRecordFile : IDisposable
{
    private const int HeaderBytes = sizeof(ulong) + sizeof(uint);

    private readonly MappedFile file;
    private readonly List<(long Offset, int Bytes)> records = [];

    private TfRecordFile(string path, MappedFile file)
    {
        this.file = file;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Number of records.</summary>
    public int Count => records.Count;

    /// <summary>Opens a file and finds its records; their data is checked when it is read.</summary>
    /// <exception cref="DatasetDamagedException">It can't be read, is empty, cut off, or a record's
    /// length is damaged.</exception>
    public static TfRecordFile Open(string path)
    {
        TfRecordFile? opened = null;
        try
        {
            RegularFile.Check(path);
            opened = new TfRecordFile(path, new MappedFile(path));
            opened.FindRecords();
            return opened;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or DatasetDamagedException)
        {
            opened?.Dispose();
            throw e as DatasetDamagedException
                ?? new DatasetDamagedException($"File '{path}' cannot be read: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>The data of one record, valid until the file is disposed.</summary>
    /// <exception cref="BadImageException">Its checksum is not that of its content.</exception>
    public ReadOnlySpan<byte> Read(int index)
    {
        var (offset, bytes) = records[index];
        var data = file.Slice(offset, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(offset + bytes, sizeof(uint))) == MaskedCrc(data)
            ? data
            : throw new BadImageException("the record is damaged: its checksum is not that of its content");
    }

    public void Dispose() => file.Dispose();

    /// <summary>The checksum of a length or of data, as it is stored.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return unchecked(BitOperations.RotateRight(~crc, 15) + 0xA282EAD8);
    }

    private void FindRecords()
    {
        for (var at = 0L; at < file.Length;)
        {
            if (file.Length - at < HeaderBytes)
                throw Damaged(at, "is cut off");
            var header = file.Slice(at, HeaderBytes);
            var bytes = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]) != MaskedCrc(header[..sizeof(ulong)]))
                throw Damaged(at, "has a damaged length");
            if (bytes > int.MaxValue || (long)bytes > file.Length - at - HeaderBytes - sizeof(uint))
                throw Damaged(at, "is cut off");
            records.Add((at + HeaderBytes, (int)bytes));
            at += HeaderBytes + (long)bytes + sizeof(uint);
        }
    }

    private DatasetDamagedException Damaged(long at, string how) =>
        new(string.Create(
            CultureInfo.InvariantCulture, $"File '{Path}' is damaged: record {records.Count} at byte {at} {how}."));
}
