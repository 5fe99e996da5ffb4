using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Checkpoints;

/// <summary>
/// What a checkpoint says of itself, in the file's metadata: nothing that two trainings of the
/// same phase could differ in, but for a snapshot's open tick, which depends on how often ticks are reported.
/// </summary>
/// <param name="Phase">Key of the phase.</param>
/// <param name="Recipe">What the phase trains.</param>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="AdamStepsG">Steps that G's optimizer made since its last reset.</param>
/// <param name="AdamStepsD">Steps that D's optimizer made since its last reset.</param>
/// <param name="Memory">What training remembers besides; left out of the file where it is
/// <see cref="StepMemory.None"/>.</param>
public sealed record CheckpointHeader(
    PhaseKey Phase, PhaseRecipe Recipe, long Nimg, long AdamStepsG, long AdamStepsD, StepMemory Memory)
{
    /// <summary>Version of the file's content.</summary>
    public const string Format = "pgganlab.checkpoint/1";

    /// <summary>A snapshot's tick that was not over; null between two ticks and at the phase's end.</summary>
    public OpenTick? OpenTick { get; init; }

    /// <summary>
    /// The classes that have a real image, where some have none (<see cref="Growth.Layers.NetworkShape.Classes"/>);
    /// else default, and left out of the file.
    /// </summary>
    public ImmutableArray<int> Classes { get; init; }

    /// <summary>Weight of the newest layers.</summary>
    public double Alpha => Recipe.Alpha(Nimg);

    /// <summary>Whether it is the phase's end.</summary>
    public bool Final => !Recipe.Covers(Nimg);

    /// <summary>The header as names and texts, in fixed order.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToMetadata() =>
    [
        new("format", Format),
        new("phase", Phase.Value),
        new("nimg", Text(Nimg)),
        new("alpha", Alpha.ToString("R", CultureInfo.InvariantCulture)),
        new("resolution", Text(Recipe.Resolution)),
        new("seed", Text(Recipe.Root.Seed)),
        new("adamStepsG", Text(AdamStepsG)),
        new("adamStepsD", Text(AdamStepsD)),
        new("recipe", RecipeDocument.Write(Recipe with { Guard = GuardOptions.Default })),  // its bounds change no byte
        .. Memory == StepMemory.None ? [] : new[] { KeyValuePair.Create("memory", JsonSerializer.Serialize(Memory)) },
        .. OpenTick is null ? [] : new[] { KeyValuePair.Create("openTick", JsonSerializer.Serialize(OpenTick)) },
        .. ClassesMetadata.Write(Classes),
    ];

    /// <exception cref="InvalidDataException">Something is missing or wrong; the message says what, without
    /// the file's name.</exception>
    public static CheckpointHeader Read(IReadOnlyDictionary<string, string> metadata)
    {
        if (Text(metadata, "format") is var format && format != Format)
            throw new InvalidDataException($"its format is '{format}'; this version reads '{Format}'");
        try
        {
            return new CheckpointHeader(
                PhaseKey.Parse(Text(metadata, "phase")), ReadRecipe(Text(metadata, "recipe")),
                Number(metadata, "nimg"), Number(metadata, "adamStepsG"), Number(metadata, "adamStepsD"),
                metadata.TryGetValue("memory", out var memory)
                    ? JsonSerializer.Deserialize<StepMemory>(memory) ?? StepMemory.None
                    : StepMemory.None)
            {
                OpenTick = metadata.TryGetValue("openTick", out var open)
                    ? JsonSerializer.Deserialize<OpenTick>(open)
                    : null,
                Classes = ClassesMetadata.Read(metadata),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException)
        {
            throw new InvalidDataException($"its metadata cannot be understood ({Readable.Clause(e.Message)})", e);
        }
    }

    private static PhaseRecipe ReadRecipe(string json)
    {
        var recipe = RecipeDocument.Read(json);
        return recipe.Resolution >= 4 && int.IsPow2(recipe.Resolution)
            && recipe.FeatureMaps.Length == int.Log2(recipe.Resolution)
            ? recipe
            : throw new FormatException(
                $"its recipe has {recipe.FeatureMaps.Length} feature map counts for {recipe.Resolution} px");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var text)
            ? text
            : throw new InvalidDataException($"its metadata has no '{name}'");

    private static long Number(IReadOnlyDictionary<string, string> metadata, string name) =>
        long.Parse(Text(metadata, name), NumberStyles.None, CultureInfo.InvariantCulture);
}
