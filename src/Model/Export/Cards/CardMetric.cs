namespace PgGanLab.Model.Export.Cards;

/// <summary>One number of a model card.</summary>
/// <param name="Name">Such as <c>SWD x 10^3</c>.</param>
/// <param name="Value">The generator's.</param>
/// <param name="Reference">That of real images.</param>
/// <param name="Images">Images of the generator.</param>
/// <param name="ReferenceImages">Real images in the reference: at most half of the dataset where they are held against others, else at most all of it.</param>
public sealed record CardMetric(string Name, double Value, double Reference, int Images, int ReferenceImages);
