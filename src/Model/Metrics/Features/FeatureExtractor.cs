using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PgGanLab.Growth;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>
/// A network of the user's, such as Inception, as a TorchScript file. Its <c>forward</c> takes images [N,3,R,R] uint8
/// and gives one tensor [N,D], or a tuple: features [N,D] and class probabilities [N,K]. The file's code runs with this
/// process' rights.
/// </summary>
public sealed class FeatureExtractor : IDisposable
{
    private const int ColourChannels = 3;
    private readonly string path;
    private readonly jit.ScriptModule module;
    private readonly Device device;
    private readonly bool asksForFeatures;

    private FeatureExtractor(string path, jit.ScriptModule module, Device device, bool asksForFeatures) =>
        (this.path, this.module, this.device, this.asksForFeatures) = (path, module, device, asksForFeatures);

    /// <summary>Loads a TorchScript file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it is to compute.</param>
    /// <param name="asksForFeatures">
    /// Whether it is called with a second argument, true: NVIDIA's inception files then give features in place of
    /// probabilities.
    /// </param>
    /// <exception cref="InvalidInputException">Missing, or no TorchScript.</exception>
    public static FeatureExtractor Load(string path, Device device, bool asksForFeatures)
    {
        ArgumentNullException.ThrowIfNull(device);
        try
        {
            var module = jit.load(path, device);
            module.eval();
            return new FeatureExtractor(path, module, device, asksForFeatures);
        }
        catch (FileNotFoundException e)
        {
            throw new InvalidInputException(
                $"There is no extractor file '{path}'; a TorchScript module is needed that torch.jit.save wrote.", e);
        }
        catch (ExternalException e)
        {
            throw new InvalidInputException(
                $"Extractor '{path}' is no TorchScript module that torch.jit.save wrote ({FirstLine(e)}).", e);
        }
    }

    /// <summary>Loads a file that must be what its name says.</summary>
    /// <exception cref="InvalidInputException">Missing, another file, or no TorchScript.</exception>
    public static FeatureExtractor Load(ExtractorFile file, Device device)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!File.Exists(file.Path))
            throw new InvalidInputException(
                $"Extractor {Readable.ShortSha(file.Sha256)} is not in the store ('{file.Path}'); start the lab with "
                + "--Lab:Extractor FILE.");
        if (ExtractorFile.Of(file.Path) != file)
            throw new InvalidInputException(
                $"'{file.Path}' is not extractor {Readable.ShortSha(file.Sha256)}: its SHA-256 is another; start the lab "
                + "with --Lab:Extractor FILE.");
        var extractor = Load(file.Path, device, asksForFeatures: false);
        extractor.Sha256 = file.Sha256;
        return extractor;
    }

    /// <summary>Of the file, lower-case hex; null where nobody asked for it.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Features of some images.</summary>
    /// <param name="images">[n,C,R,R] uint8, grey or RGB.</param>
    /// <returns>[n,D] float64 on the CPU.</returns>
    /// <exception cref="InvalidInputException">The extractor refuses the images, or gives something else.</exception>
    public Tensor Features(Tensor images) => Call(images).Features;

    /// <summary>Class probabilities of some images.</summary>
    /// <param name="images">[n,C,R,R] uint8, grey or RGB.</param>
    /// <returns>[n,K] float64 on the CPU; each row sums to 1.</returns>
    /// <exception cref="InvalidInputException">The extractor refuses the images, or gives no probabilities.</exception>
    public Tensor Probabilities(Tensor images)
    {
        var probabilities = Call(images).Probabilities;
        if (probabilities.min().item<double>() < 0 || probabilities.sum([1]).Minus(1).abs().max().item<double>() > 1e-3)
            throw new InvalidInputException(
                $"Extractor '{path}' gives no class probabilities: its rows don't sum to 1; end it with a softmax.");
        return probabilities;
    }

    public void Dispose() => module.Dispose();

    private (Tensor Features, Tensor Probabilities) Call(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        switch (Invoke(Colour(images.to(device))))
        {
            case Tensor one:
                var rows = Rows(one, images.shape[0]);
                return (rows, rows);
            case ValueTuple<Tensor, Tensor> two:
                return (Rows(two.Item1, images.shape[0]), Rows(two.Item2, images.shape[0]));
            default:
                throw new InvalidInputException(
                    $"Extractor '{path}' must give a tensor [N,D], or features [N,D] and probabilities [N,K].");
        }
    }

    private object Invoke(Tensor images)
    {
        try
        {
            return asksForFeatures ? module.call(images, true) : module.call(images);
        }
        catch (Exception e) when (e is ExternalException or NotImplementedException)
        {
            throw new InvalidInputException(
                $"Extractor '{path}' failed on images [{string.Join(',', images.shape)}] uint8: {FirstLine(e)}", e);
        }
    }

    private Tensor Rows(Tensor values, long n) => values.shape is [var rows, _] && rows == n
        ? values.to(ScalarType.Float64).cpu().contiguous().MoveToOuterDisposeScope()
        : throw new InvalidInputException(
            $"Extractor '{path}' gave [{string.Join(',', values.shape)}] for {n} images; it must give [N,D], one row "
            + "an image.");

    private static Tensor Colour(Tensor images) => images.shape[1] switch
    {
        1 => images.expand(-1, ColourChannels, -1, -1),
        ColourChannels => images,
        var channels => throw new InvalidInputException(
            $"Extractors see grey or RGB images; these have {channels} channels."),
    };

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd('.');
}

/// <summary>An extractor's file.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">Of its content, lower-case hex.</param>
public sealed record ExtractorFile(string Path, string Sha256)
{
    /// <summary>Reads a file to name it.</summary>
    public static ExtractorFile Of(string path)
    {
        using var content = File.OpenRead(path);
        return new ExtractorFile(path, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
