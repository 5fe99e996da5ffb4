using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>Standard errors of a mean <see cref="Measurement"/> over seeds, number by number.</summary>
/// <param name="Levels">Pyramid level in pixels to that of its SWD x 10^3.</param>
/// <param name="Average">That of the mean over the levels.</param>
/// <param name="MsSsim">That of MS-SSIM; null where fewer than two seeds have it.</param>
public sealed record StandardErrors(ImmutableSortedDictionary<int, double> Levels, double Average, double? MsSsim);
