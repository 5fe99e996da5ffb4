using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PgGanLab.Tools.Tests.Onnx;

/// <summary>Runs ONNX files with npm's onnxruntime-node, which <c>./lab test</c> installs into artifacts/npm/onnx.</summary>
internal static class NodeRuntime
{
    private static readonly string Packages = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "npm", "onnx"));

    /// <summary>Images of some inputs.</summary>
    /// <param name="model">ONNX file.</param>
    /// <param name="inputs">Name, shape and numbers.</param>
    public static async Task<float[]> Run(string model, params (string Name, long[] Shape, float[] Data)[] inputs) => (await RunShaped(model, inputs)).Images;

    /// <summary>The images with their shape, [N,C,R,R].</summary>
    /// <inheritdoc cref="Run"/>
    public static async Task<(int[] Shape, float[] Images)> RunShaped(string model, params (string Name, long[] Shape, float[] Data)[] inputs)
    {
        await WriteInputs(model, inputs);
        var said = await Script("run.mjs", model, InputsOf(model), OutputOf(model));
        var shape = JsonDocument.Parse(said).RootElement.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()).ToArray();
        return (shape, await Images(model));
    }

    /// <summary>Runs several models, whose inputs were written, in one process.</summary>
    /// <returns>The images of each.</returns>
    public static async Task<IReadOnlyList<float[]>> RunAll(IReadOnlyList<string> models)
    {
        await Script("run.mjs", [.. models.SelectMany(model => (string[])[model, InputsOf(model), OutputOf(model)])]);
        return await Task.WhenAll(models.Select(Images));
    }

    /// <summary>Writes what a model is to be fed.</summary>
    /// <inheritdoc cref="Run"/>
    public static Task WriteInputs(string model, params (string Name, long[] Shape, float[] Data)[] inputs) => File.WriteAllTextAsync(
        InputsOf(model), JsonSerializer.Serialize(inputs.ToDictionary(i => i.Name, i => new { shape = i.Shape, data = i.Data })), TestContext.Current.CancellationToken);

    /// <summary>Where a run's inputs stand, as JSON {name: {shape, data}}.</summary>
    public static string InputsOf(string model) => model + ".inputs.json";

    /// <summary>Skips the test where the runtime is not installed.</summary>
    public static void Require()
    {
        if (!Directory.Exists(Path.Combine(Packages, "node_modules", "onnxruntime-node")))
            Assert.Skip("onnxruntime-node is not in artifacts/npm/onnx; ./lab test installs it.");
    }

    /// <summary>What a process needs to find the runtime.</summary>
    public static void Prepare(ProcessStartInfo start)
    {
        Require();
        start.Environment["NODE_PACKAGES"] = Packages;
        start.Environment["NODE_SCRIPTS"] = Path.Combine(AppContext.BaseDirectory, "Onnx");
    }

    /// <summary>Runs one of the scripts beside this file.</summary>
    /// <returns>Its output.</returns>
    public static async Task<string> Script(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Onnx", name), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        Prepare(start);
        using var node = Process.Start(start)!;
        var (error, output) = (node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await error);
        return await output;
    }

    private static string OutputOf(string model) => model + ".output";

    private static async Task<float[]> Images(string model) =>
        MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(OutputOf(model), TestContext.Current.CancellationToken)).ToArray();
}
