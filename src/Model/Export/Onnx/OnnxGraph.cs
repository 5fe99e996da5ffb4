using System.Runtime.InteropServices;
using Google.Protobuf;

namespace PgGanLab.Model.Export.Onnx;

/// <summary>
/// A graph of ONNX operators, set 17, in the making: each call adds a node and gives the name of its result.
/// </summary>
internal sealed class OnnxGraph
{
    private const int OperatorSet = 17;
    private const int IrVersion = 8;

    private readonly GraphProto graph = new();
    private int results;

    /// <summary>A float32 input or output; a null length is free and called N.</summary>
    public void Input(string name, params long?[] shape) => graph.Input.Add(Value(name, shape));

    /// <inheritdoc cref="Input"/>
    public void Output(string name, params long?[] shape) => graph.Output.Add(Value(name, shape));

    /// <summary>A float32 constant.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A list of whole numbers.</summary>
    public string Constant(string name, ReadOnlySpan<long> values) =>
        Constant(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds a node.</summary>
    /// <param name="operation">Such as <c>Conv</c>.</param>
    /// <param name="operands">Names; "" for one that is left out.</param>
    /// <param name="attributes">See <see cref="Attribute(string, long)"/> and its like.</param>
    /// <returns>Name of its result.</returns>
    public string Node(string operation, string[] operands, params AttributeProto[] attributes) =>
        Node(operation, operands,
            FormattableString.Invariant($"{operation.ToLowerInvariant()}_{results++}"), attributes);

    /// <summary>Adds a node whose result has a given name.</summary>
    public string Node(string operation, string[] operands, string result, params AttributeProto[] attributes)
    {
        graph.Node.Add(new NodeProto
        {
            OpType = operation,
            Name = result,
            Input = { operands },
            Output = { result },
            Attribute = { attributes }
        });
        return result;
    }

    public static AttributeProto Attribute(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Attribute(string name, params long[] values) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    /// <summary>The whole file.</summary>
    /// <param name="name">Of the graph.</param>
    /// <param name="metadata">Free texts.</param>
    public ModelProto ToModel(string name, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        graph.Name = name;
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "PgGanLab",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
            MetadataProps = { metadata.Select(m => new StringStringEntryProto { Key = m.Key, Value = m.Value }) },
        };
    }

    private string Constant(
        string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> values, ReadOnlySpan<long> shape)
    {
        graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = type,
            Dims = { shape.ToArray() },
            RawData = ByteString.CopyFrom(values)
        });
        return name;
    }

    private static ValueInfoProto Value(string name, long?[] shape)
    {
        var lengths = shape.Select(n => n is { } length
            ? new TensorShapeProto.Types.Dimension { DimValue = length }
            : new TensorShapeProto.Types.Dimension { DimParam = "N" });
        var tensor = new TypeProto.Types.Tensor
        {
            ElemType = TensorProto.Types.DataType.Float,
            Shape = new TensorShapeProto { Dim = { lengths } }
        };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
