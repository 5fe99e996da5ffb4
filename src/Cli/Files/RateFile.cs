using System.Text.Json;
using System.Text.Json.Serialization;
using PgGanLab.Grains;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Files;

/// <summary>Rates in a JSON file: a list, or an answer of <c>GET /rates</c>.</summary>
internal static class RateFile
{
    /// <exception cref="LabException">There is no such file, or it holds something else.</exception>
    public static async Task<MeasuredRate[]> Read(string path, CancellationToken cancellationToken)
    {
        var rates = await JsonFile.Read<MeasuredRate>(path, "rates", cancellationToken);
        if (Array.Find(rates, r => string.IsNullOrWhiteSpace(r.Device) || r.Resolution < 4
            || !(r.SecondsPerKimg > 0 && double.IsFinite(r.SecondsPerKimg)) || r.Minibatch < 1
            || r.FlopsPerImage < 1) is { } wrong)
            throw new LabException(
                $"A rate in {path} is {JsonSerializer.Serialize(wrong, LabJson.Options)}; each needs device, "
                + "resolution (pixels) and secondsPerKimg greater than 0, and may have minibatch, precision and "
                + "flopsPerImage.");
        return rates;
    }
}

/// <summary>SWD of experiments over kimg in a JSON file.</summary>
internal static class CurveFile
{
    /// <returns>Experiment to its measurements.</returns>
    /// <exception cref="LabException">There is no such file, or it holds something else.</exception>
    public static async Task<Func<PlannedExperiment, IEnumerable<(long Nimg, double Swd)>>> Read(
        string path, CancellationToken cancellationToken)
    {
        var points = await JsonFile.Read<CurvePoint>(path, "curves", cancellationToken);
        if (Array.Find(points, p => p.Experiment < 1 || !(p.Kimg > 0) || !double.IsFinite(p.Swd)) is { } wrong)
            throw new LabException(
                $"A point in {path} is {JsonSerializer.Serialize(wrong, LabJson.Options)}; each needs experiment (its "
                + "number, from 1), kimg greater than 0 and swd.");
        var byExperiment = points.ToLookup(p => p.Experiment,
            p => (Nimg: (long)Math.Round(p.Kimg * 1000), p.Swd));
        return experiment => byExperiment[experiment.Number];
    }

    private sealed record CurvePoint(int Experiment, double Kimg, double Swd);
}

/// <summary>Lists of records in JSON files.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Strict = new(LabJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The list that the file is, or that the property of its object is.</summary>
    /// <exception cref="LabException">There is no such file, or it holds something else.</exception>
    public static async Task<T[]> Read<T>(string path, string property, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new LabException($"There is no file {path}; a JSON list of {property} is needed.");
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
            var list = document.RootElement;
            if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty(property, out var inner))
                list = inner;
            return list.Deserialize<T[]>(Strict)
                ?? throw new LabException($"{path} is empty; a JSON list of {property} is needed.");
        }
        catch (JsonException e)
        {
            throw new LabException($"{path} is no JSON list of {property}: {e.Message}", e);
        }
    }
}
