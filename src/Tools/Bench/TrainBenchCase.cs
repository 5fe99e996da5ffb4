using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using TorchSharp;

namespace PgGanLab.Tools.Bench;

/// <summary>What <c>lab bench train</c> times.</summary>
/// <param name="Shape">Networks of each trainer.</param>
/// <param name="Recipe">The phase that trains such networks, as the scheduler sees it.</param>
/// <param name="Alpha">Weight of the newest layers, 0 to 1.</param>
/// <param name="Device">Where they train.</param>
/// <param name="Threads">CPU threads of each trainer.</param>
/// <param name="Trainers">How many at once.</param>
/// <param name="Time">How long, without warming up.</param>
internal sealed record TrainBenchCase(
    NetworkShape Shape, PhaseRecipe Recipe, double Alpha, torch.Device Device, int Threads, int Trainers, TimeSpan Time)
{
    /// <summary>Freshly initialised trainers.</summary>
    public TrainersBenchmark Begin() =>
        new(Trainers, Threads, () => new StepBenchmark(Shape, Recipe.Minibatch, Alpha, Device));
}
