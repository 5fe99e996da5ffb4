using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PgGanLab.Tools.Tests.Onnx;

/// <summary>What a model is fed under one name.</summary>
/// <param name="Shape">Such as [N,L].</param>
/// <param name="Data">Row by row.</param>
public sealed record ModelInput(long[] Shape, float[] Data);

/// <summary>Runs exported generators with Microsoft.ML.OnnxRuntime.</summary>
internal static class OnnxModel
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Images of some inputs, [N,C,R,R].</summary>
    public static float[] Run(string model, params (string Name, long[] Shape, float[] Data)[] inputs) =>
        Run(model, inputs.ToDictionary(i => i.Name, i => new ModelInput(i.Shape, i.Data))).Data;

    /// <inheritdoc cref="Run(string, ValueTuple{string, long[], float[]}[])"/>
    public static ModelInput Run(string model, IReadOnlyDictionary<string, ModelInput> inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([.. inputs.Select(i => NamedOnnxValue.CreateFromTensor(
            i.Key, new DenseTensor<float>(i.Value.Data, [.. i.Value.Shape.Select(n => (int)n)])))]);
        var images = results.Single(r => r.Name == "images").AsTensor<float>();
        return new ModelInput([.. images.Dimensions.ToArray().Select(n => (long)n)], [.. images]);
    }

    /// <summary>
    /// Runs a script whose sessions compute here: each line that it prints is what a session is fed, JSON {name:
    /// {shape, data}}, and is answered by a line with the images, {shape, data}.
    /// </summary>
    /// <param name="start">The script.</param>
    /// <param name="model">What its sessions run.</param>
    /// <returns>What the last session was fed (null: there was none), and what the script complained about; null
    /// when it ended well.</returns>
    public static async Task<(IReadOnlyDictionary<string, ModelInput>? Fed, string? Error)> Serve(
        ProcessStartInfo start, string model)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        using var script = Process.Start(start)!;
        var error = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Dictionary<string, ModelInput>? fed = null;
        while (await script.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            fed = JsonSerializer.Deserialize<Dictionary<string, ModelInput>>(line, Json)!;
            await script.StandardInput.WriteLineAsync(JsonSerializer.Serialize(Run(model, fed), Json));
            await script.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        }
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (fed, script.ExitCode == 0 ? null : await error);
    }
}
