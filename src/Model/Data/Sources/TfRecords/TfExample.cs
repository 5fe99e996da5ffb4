using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Sources.TfRecords;

/// <summary>
/// The image of one record: a <c>tf.train.Example</c> with the features <c>shape</c> (int64 [C,H,W]) and <c>data</c> (bytes, uint8). Source:
/// official dataset_tool.py, <c>TFRecordExporter.add_image</c>; tensorflow/core/example/feature.proto.
/// </summary>
internal readonly ref struct TfExample
{
    private TfExample(IReadOnlyList<long> shape, ReadOnlySpan<byte> data)
    {
        Shape = shape;
        Data = data;
    }

    /// <summary>[C,H,W].</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>[C,H,W] uint8.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <exception cref="BadImageException">It is no such record.</exception>
    public static TfExample Read(ReadOnlySpan<byte> record)
    {
        List<long> shape = [];
        ReadOnlySpan<byte> data = [];
        var example = new ProtobufFields(record);
        while (example.Next())
        {
            var features = new ProtobufFields(example.Content);                 // Example.features = 1
            while (example.Field == 1 && features.Next())
            {
                if (features.Field != 1)                                        // Features.feature = 1: a map's entries
                    continue;
                ReadOnlySpan<byte> key = [];
                ReadOnlySpan<byte> value = [];
                var entry = new ProtobufFields(features.Content);
                while (entry.Next())
                {
                    if (entry.Field == 1)
                        key = entry.Content;
                    else if (entry.Field == 2)
                        value = entry.Content;
                }
                if (key.SequenceEqual("shape"u8))
                    shape = Numbers(value);
                else if (key.SequenceEqual("data"u8))
                    data = BytesOf(value);
            }
        }
        return shape.Count == 3 && shape.All(n => n is > 0 and <= 4096) && shape[0] * shape[1] * shape[2] == data.Length
            ? new TfExample(shape, data)
            : throw new BadImageException("the record holds no image: a 'shape' [C,H,W] and as many bytes of 'data' are needed");
    }

    /// <summary>Feature.int64_list = 3, whose values (1) are packed or not.</summary>
    private static List<long> Numbers(ReadOnlySpan<byte> feature)
    {
        var numbers = new List<long>();
        var fields = new ProtobufFields(feature);
        while (fields.Next())
        {
            var list = new ProtobufFields(fields.Content);
            while (fields.Field == 3 && list.Next())
            {
                if (list.Field == 1 && list.Content.IsEmpty)
                    numbers.Add(list.Number);
                else if (list.Field == 1)
                    numbers.AddRange(ProtobufFields.Packed(list.Content));
            }
        }
        return numbers;
    }

    /// <summary>Feature.bytes_list = 1, its first value (1).</summary>
    private static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<byte> feature)
    {
        var fields = new ProtobufFields(feature);
        while (fields.Next())
        {
            var list = new ProtobufFields(fields.Content);
            while (fields.Field == 1 && list.Next())
            {
                if (list.Field == 1)
                    return list.Content;
            }
        }
        return [];
    }
}
