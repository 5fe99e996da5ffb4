using System.Globalization;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests;

/// <summary>One of the golden files, with the official graph's names mapped to ours.</summary>
/// <param name="name">Without folder and extension.</param>
/// <param name="largest">Pixels of the official networks' images.</param>
/// <param name="numbers">Type of the tensors and parameters that it gives.</param>
public sealed class GoldenFile(string name, int largest = 32, torch.ScalarType numbers = torch.ScalarType.Float32)
    : IDisposable
{
    /// <summary>In float64 all that is left is the goldens' own rounding to float32.</summary>
    private const double Float64Bound = 5e-7;

    private readonly SafetensorsFile file =
        SafetensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Goldens", name + ".safetensors"));

    public IEnumerable<string> Names => file.Entries.Keys;

    public bool Has(string tensor) => file.Entries.ContainsKey(tensor);

    public float[] Floats(string tensor) => file.Read<float>(tensor).ToArray();

    public byte[] Bytes(string tensor) => file.Read<byte>(tensor).ToArray();

    public T[] Numbers<T>(string tensor) where T : unmanaged => file.Read<T>(tensor).ToArray();

    public long[] Shape(string tensor) => [.. file.Entries[tensor].Shape];

    public torch.Tensor Tensor(string tensor) => torch.tensor(Floats(tensor), Shape(tensor)).to(numbers);

    /// <summary>Compares what was computed with a stored tensor, or with numbers out of this file.</summary>
    /// <param name="expected">Stored numbers.</param>
    /// <param name="actual">Computed in float64, where the goldens are exact, or in float32.</param>
    /// <param name="float32Bound">Largest difference in float32.</param>
    public static void Close(float[] expected, torch.Tensor actual, double float32Bound)
    {
        var values = actual.ToHostExactly();
        Assert.Equal(expected.Length, values.Length);
        var bound = actual.dtype == torch.ScalarType.Float64 ? Float64Bound : float32Bound;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= bound,
                $"element {i} is {values[i]:R}, not {expected[i]:R} within {bound}");
    }

    /// <summary>All of a network's stored values in our order; missing tensors are zero.</summary>
    public float[] Values(string prefix, ParameterLayout layout)
    {
        var values = new float[layout.Count];
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
            if (Has($"{prefix}/{OfficialName(spec)}"))
                Floats($"{prefix}/{OfficialName(spec)}").CopyTo(values, offset);
        return values;
    }

    public NetworkParameters Parameters(string prefix, ParameterLayout layout) =>
        new(layout, Values(prefix, layout), torch.CPU, numbers);

    public void Dispose() => file.Dispose();

    /// <summary>16x16/ToRGB/weight to ToRGB_lod1/weight; all others are equal.</summary>
    private string OfficialName(ParameterSpec spec)
    {
        var parts = spec.Name.Split('/');
        if (parts[1] is not ("ToRGB" or "FromRGB"))
            return spec.Name;
        var lod = int.Log2(largest) - int.Log2(int.Parse(parts[0].Split('x')[0], CultureInfo.InvariantCulture));
        return $"{parts[1]}_lod{lod}/{parts[2]}";
    }
}
