using System.Globalization;
using PgGanLab.Growth.Layers;

namespace PgGanLab.StepBench;

/// <summary>Networks and minibatch of one comparison.</summary>
/// <param name="Resolution">Pixels.</param>
/// <param name="FeatureMaps">Of every layer.</param>
/// <param name="Minibatch">Images of a step.</param>
/// <param name="Channels">1 or 3.</param>
internal sealed record Shape(int Resolution, int FeatureMaps, int Minibatch, int Channels)
{
    /// <summary>The same in src/Model; latents are as long as there are maps.</summary>
    public NetworkShape Networks => new(
        Resolution, FadesIn: false, [.. Enumerable.Repeat(FeatureMaps, int.Log2(Resolution))], Channels, FeatureMaps,
        MinibatchStddevGroup: 4);

    /// <summary>As torch_step.py reads it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Resolution} {FeatureMaps} {Minibatch} {Channels}");
}
