using System.Collections.Immutable;
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
    public void a_file_says_which_classes_have_an_image_and_where_it_does_not_the_dataset_does()
    {
        using var lab = new PhaseLab();
        var phase = lab.Phases[^1] with { Recipe = lab.Phases[^1].Recipe with { Labels = 4 } };
        var (gaps, whole) = (Path.Combine(lab.Folder, "gaps"), Path.Combine(lab.Folder, "whole"));
        Save(gaps, [0, 3]);
        Save(whole, [0, 1, 2, 3]);

        using var known = LoadedGenerator.Open(gaps, torch.CPU, _ => throw new InvalidOperationException());
        Assert.Equal([0, 3], known.Shape.Classes);
        var written = GeneratorExport.Write(known, Path.Combine(lab.Folder, "generator.safetensors"));
        using var exported = LoadedGenerator.Open(written.Path, torch.CPU);
        Assert.Equal([0, 3], exported.Shape.Classes);
        Assert.Equal([0, 3, 0], exported.Network.ClassesInTurn(0, 3, torch.CPU)!.argmax(1).data<long>().ToArray());

        using var all = LoadedGenerator.Open(whole, torch.CPU);
        Assert.Equal([0, 1, 2, 3], all.Shape.Classes);
        using var old = LoadedGenerator.Open(whole, torch.CPU, _ => [1, 2]);
        Assert.Equal([1, 2], old.Shape.Classes);

        void Save(string path, ImmutableArray<int> classes)
        {
            using var state = TrainingState.Initial(phase.Recipe, torch.CPU, classes);
            state.Save(path, phase);
        }
    }

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
