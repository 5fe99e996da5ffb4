namespace PgGanLab.Model.Import;

/// <summary>A program's settings by its own names, as a pickle holds them.</summary>
/// <param name="fields">Names are texts.</param>
internal sealed class PickleSettings(Dictionary<object, object?> fields)
{
    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>What stands there; null where nothing does.</summary>
    public object? this[string name] => fields.GetValueOrDefault(name);

    /// <summary>A number; true is 1.</summary>
    /// <exception cref="InvalidDataException">Something else stands there.</exception>
    public double Number(string name, double otherwise) => !fields.TryGetValue(name, out var value)
        ? otherwise
        : value switch
        {
            long number => number,
            double number => number,
            bool flag => flag ? 1 : 0,
            _ => throw new InvalidDataException($"its setting {name} is no number"),
        };

    public bool IsOn(string name, bool otherwise) => Number(name, otherwise ? 1 : 0) != 0;
}
