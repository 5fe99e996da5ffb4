using System.Collections;

using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Parameters in a list, registered under their positions.</summary>
public class ParameterList : Module, IList<Parameter>
{
    private readonly List<Parameter> _list = [];
    private bool _registered;

    public ParameterList(params Parameter[] parameters)
        : base(nameof(ParameterList)) => _list.AddRange(parameters);

    public int Count => _list.Count;

    public bool IsReadOnly => false;

    public Parameter this[int index]
    {
        get => _list[index];
        set => _list[index] = value;
    }

    public void Add(Parameter item) => _list.Add(item);

    public void append(params Parameter[] parameters) => _list.AddRange(parameters);

    public void extend(IEnumerable<Parameter> parameters) => _list.AddRange(parameters);

    public void Insert(int index, Parameter item) => _list.Insert(index, item);

    public bool Remove(Parameter item) => _list.Remove(item);

    public void RemoveAt(int index) => _list.RemoveAt(index);

    public void Clear() => _list.Clear();

    public bool Contains(Parameter item) => _list.Contains(item);

    public int IndexOf(Parameter item) => _list.IndexOf(item);

    public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        _list.Select((parameter, i) => ($"{i}", parameter));

    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < _list.Count; i++)
            register_parameter($"{i}", _list[i]);
        _registered = true;
    }
}
