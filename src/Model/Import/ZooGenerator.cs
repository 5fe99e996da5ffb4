using PgGanLab.Growth;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Export;
using PgGanLab.Model.Networks;

namespace PgGanLab.Model.Import;

/// <summary>
/// Generators of the PyTorch GAN zoo (facebookresearch/pytorch_GAN_zoo, models/networks/progressive_conv_net.py). They
/// draw the same images here: the zoo scales biases with the weights, has gain sqrt 2 in every layer and a bias for
/// each unit of the dense layer, and its alpha is the weight of the OLD layers.
/// </summary>
public static class ZooGenerator
{
    private const double Leak = 0.2;

    /// <summary>Reads a <c>.pth</c> file as data: no code in it is run.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">Not such a file, or a generator that has no like here.</exception>
    public static LoadedGenerator Read(string path)
    {
        try
        {
            var file = TorchFile.Read(path);
            var content = file.Content as Dictionary<object, object?>
                ?? throw new InvalidDataException("it holds no dictionary");
            var layers = new ZooLayers(file, Network(content));
            var config = (content.GetValueOrDefault("config") as PickleRecord)?.Fields ?? [];
            CheckSwitches(config);
            return Convert(path, layers, 1 - Number(config, "alpha", 0));
        }
        catch (FileNotFoundException e)
        {
            throw new InvalidInputException($"There is no file '{path}'.", e);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException
            or ArgumentException or InvalidCastException)
        {
            throw new InvalidInputException(
                $"'{path}' is no generator of the PyTorch GAN zoo: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>
    /// The average generator where there is one, else the generator, else the file's dictionary itself.
    /// </summary>
    private static Dictionary<object, object?> Network(Dictionary<object, object?> content) =>
        (content.GetValueOrDefault("avgG") ?? content.GetValueOrDefault("netG")) as Dictionary<object, object?>
        ?? content;

    private static LoadedGenerator Convert(string path, ZooLayers layers, double alpha)
    {
        var maps = layers.FeatureMaps;
        var shape = new NetworkShape(
            4 << (maps.Length - 1), FadesIn: alpha < 1 && maps.Length > 1, [maps[0], .. maps], layers.Channels,
            layers.LatentSize, MinibatchStddevGroup: 1)
        {
            DenseBiasPerUnit = true,
        };
        var layout = new Generator(shape).Layout;
        var values = new float[layout.Count];
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
            layers.Stored(spec).CopyTo(values, offset);
        return LoadedGenerator.Imported(path, shape, values, alpha, $"PyTorch GAN zoo, {Path.GetFileName(path)}");
    }

    /// <summary>What the zoo can switch off and this import does not know.</summary>
    private static void CheckSwitches(Dictionary<object, object?> config)
    {
        if (Number(config, "perChannelNormalization", 1) == 0 || Number(config, "equalizedlR", 1) == 0)
            throw new InvalidDataException(
                "it was trained without pixelwise normalization or without equalized learning rate");
        if (Math.Abs(Number(config, "leakyReluLeak", Leak) - Leak) > 1e-9)
            throw new InvalidDataException(
                $"its leaky ReLU has slope {config["leakyReluLeak"]}; only {Leak} is known here");
        if (config.GetValueOrDefault("lossCriterion") is "DCGAN")
            throw new InvalidDataException(
                "it was trained with the zoo's DCGAN loss and ends otherwise than the generators that are known here");
        if (Number(config, "categoryVectorDim", 0) > 0)
            throw new InvalidDataException("it was trained with labels, which this import does not know");
    }

    private static double Number(Dictionary<object, object?> config, string name, double otherwise) =>
        config.GetValueOrDefault(name) switch
        {
            long number => number,
            double number => number,
            bool flag => flag ? 1 : 0,
            _ => otherwise,
        };
}
