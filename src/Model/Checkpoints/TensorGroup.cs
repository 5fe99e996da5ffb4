using PgGanLab.Model.Networks;

namespace PgGanLab.Model.Checkpoints;

/// <summary>All of a network's numbers of one kind: its weights, or its optimizer's moments.</summary>
/// <param name="Prefix">Before each parameter's name in the file: <c>G</c>, <c>AdamG/v</c>.</param>
/// <param name="Layout">What lies where.</param>
/// <param name="Values">[Count].</param>
public sealed record TensorGroup(string Prefix, ParameterLayout Layout, float[] Values)
{
    /// <summary>One tensor for each parameter, in the layout's order.</summary>
    public IEnumerable<TensorData> Tensors() => Layout.Specs.Select((spec, i) =>
        new TensorData($"{Prefix}/{spec.Name}", spec.Shape, Values.AsMemory((int)Layout.Offsets[i], (int)spec.Count)));
}
