namespace PgGanLab.Model.Import;

/// <summary>A network's tensors by name: PyTorch's state dictionary. It remembers which were asked for.</summary>
internal sealed class StateDictionary
{
    private const string Parallel = "module.";
    private readonly TorchFile file;
    private readonly Dictionary<string, TorchTensor> tensors = [];
    private readonly HashSet<string> used = [];

    /// <param name="file">Where the numbers are.</param>
    /// <param name="state">The dictionary; the prefix that <c>DataParallel</c> gives to all names is left out.</param>
    /// <exception cref="InvalidDataException">It holds other things than tensors, or an empty one.</exception>
    public StateDictionary(TorchFile file, Dictionary<object, object?> state)
    {
        this.file = file;
        var isParallel = state.Count > 0
            && state.Keys.All(key => key is string name && name.StartsWith(Parallel, StringComparison.Ordinal));
        foreach (var (key, value) in state)
            if (key is string name && value is TorchTensor { Count: > 0 } tensor)
                tensors[isParallel ? name[Parallel.Length..] : name] = tensor;
            else
                throw new InvalidDataException($"its network has an entry '{key}' that is no tensor with numbers");
    }

    public IEnumerable<string> Names => tensors.Keys;

    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>Lengths of a tensor's axes.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another number of axes.</exception>
    public long[] Shape(string name, int axes)
    {
        var shape = Tensor(name).Shape;
        return shape.Length == axes
            ? shape
            : throw new InvalidDataException(
                $"'{name}' is [{string.Join(',', shape)}]; a tensor of {axes} axes is needed");
    }

    /// <summary>A tensor's numbers, last axis fastest.</summary>
    /// <exception cref="InvalidDataException">
    /// There is none, it has another shape, or its numbers are not there.
    /// </exception>
    public float[] Floats(string name, params ReadOnlySpan<long> shape)
    {
        var tensor = Tensor(name);
        return shape.SequenceEqual(tensor.Shape)
            ? file.Floats(tensor)
            : throw new InvalidDataException(
                $"'{name}' is [{string.Join(',', tensor.Shape)}], not [{string.Join(',', shape.ToArray())}]");
    }

    /// <summary>Says that a tensor is known and not needed.</summary>
    public void Ignore(string name) => used.Add(name);

    /// <summary>A tensor that nobody knows could change what the network computes.</summary>
    /// <param name="whose">What doesn't have such a tensor, for people.</param>
    /// <exception cref="InvalidDataException">There is one.</exception>
    public void CheckAllUsed(string whose)
    {
        if (tensors.Keys.Where(name => !used.Contains(name)).Min(StringComparer.Ordinal) is { } unused)
            throw new InvalidDataException($"it has a tensor '{unused}', which {whose}");
    }

    private TorchTensor Tensor(string name)
    {
        used.Add(name);
        return tensors.TryGetValue(name, out var tensor)
            ? tensor
            : throw new InvalidDataException($"it has no tensor '{name}'");
    }
}
