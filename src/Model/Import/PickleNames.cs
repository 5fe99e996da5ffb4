using System.Text;

namespace PgGanLab.Model.Import;

/// <summary>The names that a file's pickle may mention, and what each means here.</summary>
internal static class PickleNames
{
    private const int MostAxes = 8;
    private static readonly PickleGlobal OrderedDictionary = new("collections", "OrderedDict");
    private static readonly PickleGlobal Tensor = new("torch._utils", "_rebuild_tensor_v2");
    private static readonly PickleGlobal Parameter = new("torch._utils", "_rebuild_parameter");
    private static readonly PickleGlobal Encode = new("_codecs", "encode");
    private static readonly HashSet<PickleGlobal> Records =
    [
        new("models.utils.config", "BaseConfig"),                               // the PyTorch GAN zoo's
        new("tfutil", "Network"), new("network", "Network"),                    // the official code's
    ];
    private static readonly HashSet<PickleGlobal> Known =
    [
        OrderedDictionary, Tensor, Parameter, Encode, .. Records,
        new("torch", "FloatStorage"), new("torch", "DoubleStorage"), new("torch", "HalfStorage"),
        new("torch", "BFloat16Storage"), new("torch", "LongStorage"), new("torch", "IntStorage"),
        new("torch", "ShortStorage"), new("torch", "ByteStorage"), new("torch", "BoolStorage"),
        .. NumpyValues.Names,
    ];

    /// <exception cref="InvalidDataException">The name is not on the list.</exception>
    public static PickleGlobal Allowed(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return Known.Contains(global)
            ? global
            : throw new InvalidDataException(
                $"its pickle asks for '{global}', which is not among the names of plain data; nothing was run");
    }

    /// <summary>What a call stands for.</summary>
    /// <exception cref="InvalidDataException">Other arguments than the file's program writes.</exception>
    public static object? Make(PickleGlobal function, object?[] arguments)
    {
        if (function == OrderedDictionary && arguments is [])
            return new Dictionary<object, object?>();
        if (function == Tensor
            && arguments is [TorchStorage storage, long offset and >= 0, object?[] shape, object?[] strides, ..]
            && shape.Length == strides.Length)
            return new TorchTensor(storage, offset, Lengths(shape), Steps(strides));
        if (function == Parameter && arguments is [TorchTensor tensor, ..])
            return tensor;
        if (function == Encode && arguments is [string text, "latin1"]
            && !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
            return (ReadOnlyMemory<byte>)Encoding.Latin1.GetBytes(text);        // how protocol 2 holds bytes
        if (Records.Contains(function))
            return new PickleRecord(function);
        return NumpyValues.Make(function, arguments)
            ?? throw new InvalidDataException($"its pickle calls '{function}' in a way that is not known here");
    }

    /// <summary>A storage by its persistent id: ('storage', class, key, place, count, …).</summary>
    /// <exception cref="InvalidDataException">Another id.</exception>
    public static TorchStorage Storage(object? id) =>
        id is object?[] and ["storage", PickleGlobal type, string key, string, long count, ..]
            ? new TorchStorage(type.Name, key, count)
            : throw new InvalidDataException("its pickle refers to something that is no storage");

    /// <summary>The lengths of a tensor's axes.</summary>
    /// <exception cref="InvalidDataException">One is no number, or they are more than memory could hold.</exception>
    public static long[] Lengths(object?[] numbers)
    {
        var lengths = Steps(numbers);
        return lengths.Length <= MostAxes && lengths.Aggregate(1.0, (all, length) => all * length) <= int.MaxValue
            ? lengths
            : throw new InvalidDataException("its pickle has a tensor that is too large for any file");
    }

    private static long[] Steps(object?[] numbers) => Array.ConvertAll(numbers, n => n is long length and >= 0
        ? length
        : throw new InvalidDataException("its pickle has a tensor with a length that is no number"));
}

/// <summary>A name of Python's that a pickle mentions; nothing is ever looked up or called by it.</summary>
/// <param name="Module">Such as <c>torch._utils</c>.</param>
/// <param name="Name">Such as <c>_rebuild_tensor_v2</c>.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>An object of an allowed class, as what it is in the file: its class' name and its fields.</summary>
/// <param name="type">The class.</param>
internal sealed class PickleRecord(PickleGlobal type)
{
    /// <summary>Its class.</summary>
    public PickleGlobal Class { get; } = type;

    /// <summary>Fields by name; empty until the pickle gives them.</summary>
    public Dictionary<object, object?> Fields { get; set; } = [];
}
