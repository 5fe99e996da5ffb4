using System.Diagnostics;
using System.Text.Json;

namespace PgGanLab.Model.Tests.Import;

/// <summary>
/// Small files like those of other programs, and the images that they stand for: Samples/make.py makes them in a folder
/// of their own.
/// </summary>
public sealed class ImportSamples : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly string folder = Directory.CreateTempSubdirectory("pgganlab-samples-").FullName;
    private readonly string? missing;
    private readonly JsonElement expected;

    public ImportSamples()
    {
        if (!File.Exists(Python))
        {
            missing = "There is no Python.";
            return;
        }
        if (Run("-c", "import numpy, torch") is not null)
        {
            missing = "python3-torch or python3-numpy is not installed.";
            return;
        }
        if (Run("-B", Own("Import", "Samples", "make.py"), folder,
            Own("Goldens", "generator.safetensors")) is { } error)
            throw new InvalidOperationException(error);
        expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement;
    }

    /// <summary>A sample's path; the test is skipped where there are none.</summary>
    public string PathOf(string name)
    {
        if (missing is not null)
            Assert.Skip(missing);
        return Path.Combine(folder, name);
    }

    /// <summary>What a sample stands for.</summary>
    public SampleImages Expected(string name)
    {
        var sample = expected.GetProperty(name);
        return new SampleImages(
            Floats(sample, "latents"),
            sample.GetProperty("classes") is { ValueKind: JsonValueKind.Array } classes
                ? [.. classes.EnumerateArray().Select(c => c.GetInt32())]
                : null,
            [.. sample.GetProperty("shape").EnumerateArray().Select(c => c.GetInt64())],
            Floats(sample, "images"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Own(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    private static float[] Floats(JsonElement sample, string name) =>
        [.. sample.GetProperty(name).EnumerateArray().Select(v => v.GetSingle())];

    /// <returns>What went wrong; null: nothing.</returns>
    private static string? Run(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Python, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.GetAwaiter().GetResult();
    }
}

/// <summary>Images that a sample stands for.</summary>
/// <param name="Latents">[N,L].</param>
/// <param name="Classes">N of them; null: the generator knows none.</param>
/// <param name="Shape">Of the images: N, C, R, R.</param>
/// <param name="Images">[N,C,R,R].</param>
public sealed record SampleImages(float[] Latents, int[]? Classes, long[] Shape, float[] Images);
