using System.Collections.Immutable;

namespace PgGanLab.Model.Import;

/// <summary>
/// Settings of a model of the PyTorch GAN zoo, as far as they change what its generator draws. The others (losses'
/// weights, <c>initBiasToZero</c>, <c>miniBatchStdDev</c>, <c>GDPP</c>, …) decide the weights or belong to D. Source:
/// models/progressive_gan.py, base_GAN.py and loss_criterions/base_loss_criterions.py of the zoo.
/// </summary>
/// <param name="fields">By the zoo's names.</param>
internal sealed class ZooConfig(Dictionary<object, object?> fields)
{
    /// <summary>Weight of the old layers, 0 to 1.</summary>
    /// <exception cref="InvalidDataException">Outside of that.</exception>
    public double Alpha => Number("alpha", 0) is >= 0 and <= 1 and var alpha
        ? alpha
        : throw new InvalidDataException($"its alpha is {fields["alpha"]}; 0 to 1 is possible");

    /// <summary>Slope of the leaky ReLU.</summary>
    public double Leak => Number("leakyReluLeak", 0.2);

    /// <summary>Off: weights and biases are used as they are stored.</summary>
    public bool EqualizedLearningRate => Number("equalizedlR", 1) != 0;

    /// <summary>The zoo ends generators of these losses with a hyperbolic tangent.</summary>
    /// <exception cref="InvalidDataException">A loss that is not known.</exception>
    public bool EndsWithTanh => fields.GetValueOrDefault("lossCriterion", "WGANGP") switch
    {
        "MSE" or "DCGAN" => true,
        "WGANGP" or "Logistic" => false,
        var other => throw new InvalidDataException(
            $"its loss is '{other}'; MSE, DCGAN, WGANGP and Logistic are known here, and the loss says how images end"),
    };

    /// <summary>What it doesn't say.</summary>
    public ImmutableArray<string> Remarks => fields.ContainsKey("lossCriterion")
        ? []
        : ["The file doesn't name its loss; WGANGP is taken, the zoo's default, whose images end without tanh."];

    /// <summary>Classes of its one attribute; 0: it knows none.</summary>
    /// <exception cref="InvalidDataException">Several attributes, or none with a name.</exception>
    public int Labels
    {
        get
        {
            if (Number("perChannelNormalization", 1) == 0)
                throw new InvalidDataException(
                    "it has perChannelNormalization off, with which the zoo's own generator draws nothing");
            var inputs = Number("categoryVectorDim", 0);
            if (inputs == 0)
                return 0;
            if (fields.GetValueOrDefault("attribKeysOrder") is not Dictionary<object, object?> attributes)
                throw new InvalidDataException("it knows labels, but doesn't say which");
            if (attributes.Count != 1)
                throw new InvalidDataException($"it draws by {attributes.Count} attributes at once "
                    + $"({string.Join(", ", attributes.Keys)}); one is known here");
            return attributes.Values.Single() is Dictionary<object, object?> attribute
                && attribute.GetValueOrDefault("values") is List<object?> values && values.Count == inputs
                ? values.Count
                : throw new InvalidDataException($"it knows {inputs} labels, but doesn't name as many");
        }
    }

    private double Number(string name, double otherwise) =>
        !fields.TryGetValue(name, out var value)
            ? otherwise
            : value switch
            {
                long number => number,
                double number => number,
                bool flag => flag ? 1 : 0,
                _ => throw new InvalidDataException($"its setting {name} is no number"),
            };
}
