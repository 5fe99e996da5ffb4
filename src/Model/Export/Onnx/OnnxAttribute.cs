using System.Text;

namespace PgGanLab.Model.Export.Onnx;

/// <summary>Attributes of ONNX nodes.</summary>
internal static class OnnxAttribute
{
    private const int FloatKind = 1;
    private const int IntKind = 2;
    private const int StringKind = 3;
    private const int IntsKind = 7;

    public static ProtoMessage Of(string name, float value) => new ProtoMessage().Text(1, name).Float(2, value).Number(20, FloatKind);

    public static ProtoMessage Of(string name, long value) => new ProtoMessage().Text(1, name).Number(3, value).Number(20, IntKind);

    public static ProtoMessage Of(string name, string value) =>
        new ProtoMessage().Text(1, name).Bytes(4, Encoding.UTF8.GetBytes(value)).Number(20, StringKind);

    public static ProtoMessage Of(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new ProtoMessage().Text(1, name);
        foreach (var value in values)
            attribute.Number(8, value);
        return attribute.Number(20, IntsKind);
    }
}
