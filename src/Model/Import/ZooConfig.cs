namespace PgGanLab.Model.Import;

/// <summary>
/// Settings of a model of the PyTorch GAN zoo, as far as they change what its generator draws. The others (losses'
/// weights, <c>initBiasToZero</c>, <c>miniBatchStdDev</c>, <c>GDPP</c>, …) decide the weights or belong to D. Source:
/// models/progressive_gan.py, base_GAN.py and loss_criterions/base_loss_criterions.py of the zoo.
/// </summary>
/// <param name="settings">By the zoo's names.</param>
internal sealed class ZooConfig(PickleSettings settings)
{
    /// <summary>Weight of the old layers, 0 to 1.</summary>
    /// <exception cref="InvalidDataException">Outside of that.</exception>
    public double Alpha => settings.Number("alpha", 0) is >= 0 and <= 1 and var alpha
        ? alpha
        : throw new InvalidDataException($"its alpha is {settings["alpha"]}; 0 to 1 is possible");

    /// <summary>Slope of the leaky ReLU.</summary>
    public double Leak => settings.Number("leakyReluLeak", 0.2);

    /// <summary>Off: weights and biases are used as they are stored.</summary>
    public bool EqualizedLearningRate => settings.IsOn("equalizedlR", true);

    /// <summary>The zoo ends generators of these losses with a hyperbolic tangent.</summary>
    /// <exception cref="InvalidDataException">A loss that is not known.</exception>
    public bool EndsWithTanh => settings["lossCriterion"] switch
    {
        "MSE" or "DCGAN" => true,
        "WGANGP" or "Logistic" => false,
        _ when !settings.Has("lossCriterion") => false,
        var other => throw new InvalidDataException(
            $"its loss is '{other}'; MSE, DCGAN, WGANGP and Logistic are known here, and the loss says how images end"),
    };

    /// <summary>What is assumed of the images' end; null where the settings say it.</summary>
    public string? UnknownEnd => settings.Has("lossCriterion")
        ? null
        : "The file doesn't name its loss; WGANGP is taken, the zoo's default, whose images end without tanh.";

    /// <summary>Classes of its one attribute; 0: it knows none.</summary>
    /// <exception cref="InvalidDataException">Several attributes, or none with a name.</exception>
    public int Labels
    {
        get
        {
            if (!settings.IsOn("perChannelNormalization", true))
                throw new InvalidDataException(
                    "it has perChannelNormalization off, with which the zoo's own generator draws nothing");
            var inputs = settings.Number("categoryVectorDim", 0);
            if (inputs == 0)
                return 0;
            if (settings["attribKeysOrder"] is not Dictionary<object, object?> attributes)
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
}
