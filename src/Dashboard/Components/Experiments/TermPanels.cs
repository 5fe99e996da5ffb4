namespace PgGanLab.Dashboard.Components.Experiments;

/// <summary>
/// The charts of what only some experiments have: an experiment's settings say which terms its ticks report.
/// </summary>
internal static class TermPanels
{
    /// <param name="settings">Every setting's name and value, as the experiment's page shows them.</param>
    public static IEnumerable<TickPanel> Of(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var panel in Penalty(settings))
            yield return panel;
        if (settings.GetValueOrDefault("loss") == "lsgan")
            yield return new("noise", "Noise on D's inputs", "its strength; up while D tells images apart with ease", 7,
                true, [new("noise_strength", "strength")]);
        if (IsOn(settings, "conditional"))
            yield return new("labels", "Classification", "cross-entropy of the classes, before its weight", 5, true,
                [new("label_penalty_reals", "D, real"), new("label_penalty_fakes", "D, generated"),
                    new("label_penalty_generator", "G")]);
        if (Augments(settings))
            yield return new("augment", "Adaptive augmentation",
                $"p follows r, the mean sign of real scores, to {settings["augmentTarget"]}", 1, false,
                [new("augment_probability", "share p"), new("real_sign", "r")]);
        if (settings.GetValueOrDefault("lowPrecision") == "float16")
            yield return new("scale", "Loss scale", "of float16; halved when a gradient overflows", 0, true,
                [new("loss_scale", "factor")]);
    }

    private static TickPanel[] Penalty(IReadOnlyDictionary<string, string> settings) =>
        settings.GetValueOrDefault("loss") switch
        {
            "lsgan" => [],
            "logistic" when settings.GetValueOrDefault("r1Weight") == "0" => [],
            "logistic" => Penalty("of the scores at real images; R1 keeps it small", "R1",
                "squared gradient norm at real images, before gamma / 2"),
            _ => Penalty("the penalty pulls it to its target", "Gradient penalty", "before it is multiplied by lambda"),
        };

    private static TickPanel[] Penalty(string norm, string title, string penalty) =>
    [
        new("gradient", "Gradient norm", norm, 5, true, [new("gradient_norm", "gradient norm")]),
        new("penalty", title, penalty, 3, true, [new("gradient_penalty", title)]),
    ];

    private static bool Augments(IReadOnlyDictionary<string, string> settings) =>
        settings.GetValueOrDefault("augmentTarget", "0") != "0"
        && (IsOn(settings, "augmentColor") || IsOn(settings, "augmentTranslation") || IsOn(settings, "augmentCutout"));

    private static bool IsOn(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.GetValueOrDefault(name) == "true";
}
