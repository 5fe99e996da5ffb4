using System.Globalization;

namespace PgGanLab.Model.Training;

/// <summary>How <see cref="PhaseTrainer.Run"/> ended.</summary>
public abstract record PhaseOutcome
{
    private PhaseOutcome() { }

    /// <summary>Trained to its end, stored and measured.</summary>
    /// <param name="Nimg">Real images shown.</param>
    public sealed record Finished(long Nimg) : PhaseOutcome;

    /// <summary>Stopped on request; all training so far is in the newest checkpoint.</summary>
    /// <param name="Nimg">Real images shown.</param>
    public sealed record Stopped(long Nimg) : PhaseOutcome;

    /// <summary>Training met a number that no healthy run has. The last good snapshot stays.</summary>
    /// <param name="Nimg">Real images shown before the iteration that met it.</param>
    /// <param name="Resolution">Pixels.</param>
    /// <param name="Alpha">Weight of the newest layers.</param>
    /// <param name="Term">What is wrong, such as <c>d_loss</c> or <c>weights of G</c>.</param>
    /// <param name="Problem">How, such as <c>is not finite</c>.</param>
    public sealed record Diverged(long Nimg, int Resolution, double Alpha, string Term, string Problem) : PhaseOutcome
    {
        /// <summary>One sentence for people.</summary>
        public string Reason => string.Create(CultureInfo.InvariantCulture,
            $"{Term} {Problem} at nimg {Nimg}, {Resolution}x{Resolution}, alpha {Alpha:0.###}.");
    }
}
