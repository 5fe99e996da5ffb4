using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>A measurement of a phase's generator. What stands beside it repeats its keys, for queries.</summary>
internal sealed class SwdRow(string phase, Measurement swd)
{
    public string Phase { get; private init; } = phase;

    public long Nimg { get; private init; } = swd.Nimg;

    public int Images { get; private init; } = swd.Images;

    public Measurement Swd { get; private init; } = swd;
}

/// <summary>A measurement of the untrained generator with the networks of a phase.</summary>
internal sealed class SwdUntrainedRow(string phase, Measurement swd)
{
    public string Phase { get; private init; } = phase;

    public int Images { get; private init; } = swd.Images;

    public Measurement Swd { get; private init; } = swd;
}

/// <summary>A measurement of real images against other real images.</summary>
/// <param name="fingerprint">Content of the dataset.</param>
/// <param name="swd">What was measured.</param>
internal sealed class SwdFloorRow(string fingerprint, Measurement swd)
{
    public string Fingerprint { get; private init; } = fingerprint;

    public int Resolution { get; private init; } = swd.Resolution;

    public int Images { get; private init; } = swd.Images;

    public Measurement Swd { get; private init; } = swd;
}
