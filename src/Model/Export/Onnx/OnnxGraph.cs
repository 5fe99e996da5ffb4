using System.Runtime.InteropServices;

namespace PgGanLab.Model.Export.Onnx;

/// <summary>
/// A graph of ONNX operators in the making: each call adds a node and gives the name of its result. Field numbers and operators are those
/// of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto and of operator set 17.
/// </summary>
internal sealed class OnnxGraph
{
    private const int OperatorSet = 17;
    private const int IrVersion = 8;
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private readonly List<ProtoMessage> nodes = [];
    private readonly List<ProtoMessage> constants = [];
    private readonly List<ProtoMessage> inputs = [];
    private readonly List<ProtoMessage> outputs = [];
    private int results;

    /// <summary>A float32 input or output; a null length is free and called N.</summary>
    public void Input(string name, params long?[] shape) => inputs.Add(Value(name, shape));

    /// <inheritdoc cref="Input"/>
    public void Output(string name, params long?[] shape) => outputs.Add(Value(name, shape));

    /// <summary>A float32 constant.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, FloatType, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A list of whole numbers.</summary>
    public string Constant(string name, ReadOnlySpan<long> values) => Constant(name, Int64Type, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds a node.</summary>
    /// <param name="operation">Such as <c>Conv</c>.</param>
    /// <param name="operands">Names; "" for one that is left out.</param>
    /// <param name="attributes">See <see cref="OnnxAttribute"/>.</param>
    /// <returns>Name of its result.</returns>
    public string Node(string operation, string[] operands, params ProtoMessage[] attributes) =>
        Node(operation, operands, FormattableString.Invariant($"{operation.ToLowerInvariant()}_{results++}"), attributes);

    /// <summary>Adds a node whose result has a given name.</summary>
    public string Node(string operation, string[] operands, string result, params ProtoMessage[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var operand in operands)
            node.Text(1, operand);
        nodes.Add(node.Text(2, result).Text(3, result).Text(4, operation).Messages(5, attributes));
        return result;
    }

    /// <summary>The whole file.</summary>
    /// <param name="name">Of the graph.</param>
    /// <param name="metadata">Free texts.</param>
    public byte[] ToModel(string name, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new ProtoMessage().Messages(1, nodes).Text(2, name).Messages(5, constants).Messages(11, inputs).Messages(12, outputs);
        return new ProtoMessage()
            .Number(1, IrVersion)
            .Text(2, "PgGanLab")
            .Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Number(2, OperatorSet))
            .Messages(14, metadata.Select(m => new ProtoMessage().Text(1, m.Key).Text(2, m.Value)))
            .ToArray();
    }

    private string Constant(string name, int type, ReadOnlySpan<byte> values, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtoMessage();
        foreach (var length in shape)
            tensor.Number(1, length);
        constants.Add(tensor.Number(2, type).Text(8, name).Bytes(9, values.ToArray()));
        return name;
    }

    private static ProtoMessage Value(string name, long?[] shape)
    {
        var lengths = new ProtoMessage().Messages(1, shape.Select(n => n is { } length ? new ProtoMessage().Number(1, length) : new ProtoMessage().Text(2, "N")));
        var tensor = new ProtoMessage().Number(1, FloatType).Message(2, lengths);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }
}
