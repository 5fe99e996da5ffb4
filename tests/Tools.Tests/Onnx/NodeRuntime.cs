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
    public static async Task<float[]> Run(string model, params (string Name, long[] Shape, float[] Data)[] inputs)
    {
        if (!Directory.Exists(Path.Combine(Packages, "node_modules", "onnxruntime-node")))
            Assert.Skip("onnxruntime-node is not in artifacts/npm/onnx; ./lab test installs it.");
        var (feeds, output) = (model + ".inputs.json", model + ".output");
        await File.WriteAllTextAsync(feeds, JsonSerializer.Serialize(inputs.ToDictionary(i => i.Name, i => new { shape = i.Shape, data = i.Data })));
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Onnx", "run.mjs"), model, feeds, output]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["NODE_PACKAGES"] = Packages;
        using var node = Process.Start(start)!;
        var (error, _) = (await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, error);
        return MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(output)).ToArray();
    }
}
