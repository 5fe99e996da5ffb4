using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Export;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Tests.Training;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Export;

public sealed class LoadedGeneratorTests : TorchTest
{
    [Fact]
    public void layers_that_were_trained_in_float16_draw_in_float32_on_a_cpu()
    {
        using var lab = new PhaseLab();
        using var latents = RandomTensors.Normal(seed: 1, [3, PhaseLab.Small.LatentSize]);
        var images = new[] { LowPrecision.Off, LowPrecision.Float16 }.Select(precision =>
        {
            var phase = lab.Phases[^1] with
            {
                Recipe = lab.Phases[^1].Recipe
                with
                { Arithmetic = new ArithmeticOptions { LowPrecision = precision, LowPrecisionFrom = 8 } }
            };
            using var state = TrainingState.Initial(phase.Recipe, torch.CPU);
            var path = Path.Combine(lab.Folder, $"{precision}.safetensors");
            state.Save(path, phase);
            using var generator = LoadedGenerator.Open(path, torch.CPU);
            return generator.Draw(latents, classes: null);
        }).ToArray();

        Assert.Equal(images[0], images[1]);
        Assert.NotEqual(images[0][0], images[0].Max());
    }
}
