using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>What G's loss is made of, each [N] one number an image; null where the loss has no such term.</summary>
/// <param name="LabelPenalties">Cross-entropy of the classes that the images should have.</param>
/// <param name="Losses">Everything, weighted; G's loss is the mean.</param>
public sealed record GeneratorTerms(Tensor? LabelPenalties, Tensor Losses);
