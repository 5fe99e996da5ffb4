using Google.Protobuf;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>
/// The image of one record: a <c>tf.train.Example</c> with the features <c>shape</c> (int64 [C,H,W]) and <c>data</c>
/// (bytes, uint8). Source: official dataset_tool.py, <c>TFRecordExporter.add_image</c>.
/// </summary>
/// <param name="Shape">[C,H,W].</param>
/// <param name="Data">[C,H,W] uint8.</param>
internal sealed record TfImage(IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <exception cref="BadImageException">It is no such record.</exception>
    public static TfImage Read(ReadOnlySpan<byte> record)
    {
        try
        {
            var features = Example.Parser.ParseFrom(record).Features?.Feature;
            var shape = features?.GetValueOrDefault("shape")?.Int64List?.Value;
            var data = features?.GetValueOrDefault("data")?.BytesList?.Value.FirstOrDefault();
            return shape is { Count: 3 } && data is not null && shape.All(n => n is > 0 and <= 4096)
                && shape[0] * shape[1] * shape[2] == data.Length
                ? new TfImage([.. shape], data.Memory)
                : throw new BadImageException(
                    "the record holds no image: a 'shape' [C,H,W] and as many bytes of 'data' are needed");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BadImageException("the record is no protobuf message", e);
        }
    }
}
