namespace PgGanLab.Growth.Results;

/// <summary>What a comparison needs of one experiment.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="Resolution">Pixels at which SWD was measured.</param>
/// <param name="Nimg">Real images shown before the measurement.</param>
/// <param name="SwdImages">Images of each kind in the measurement.</param>
/// <param name="SwdX1e3">Average SWD x 10^3 over the pyramid's levels; lower is better.</param>
public sealed record RankedResult(string Experiment, int Resolution, long Nimg, int SwdImages, double SwdX1e3);
