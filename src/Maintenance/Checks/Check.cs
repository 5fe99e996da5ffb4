using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>One thing that is looked at.</summary>
/// <param name="subject">What: one or two words.</param>
internal abstract class Check(string subject)
{
    /// <summary>Letters of a library's message that are shown.</summary>
    private const int MostText = 300;

    protected string Subject { get; } = subject;

    /// <summary>
    /// Looks at it. A look that fails is a finding too: this is for machines on which something is broken.
    /// </summary>
    public async Task<IReadOnlyList<Finding>> Run(LabUnderCheck lab, CancellationToken stop)
    {
        try
        {
            return await Look(lab, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            var sentence = Readable.Clause(e.Message.ReplaceLineEndings(" "));
            if (sentence.Length > MostText)
                sentence = $"{sentence[..MostText]}…";
            return [Fail(e is InvalidInputException ? sentence : $"it could not be looked at: {sentence}", Mend)];
        }
    }

    /// <summary>What to do where the look itself fails.</summary>
    protected virtual string Mend => "the sentence before says what is missing; docs/troubleshooting.md has more";

    protected abstract Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop);

    protected static Task<IReadOnlyList<Finding>> Found(params IReadOnlyList<Finding> findings) =>
        Task.FromResult(findings);

    protected Finding Ok(string text) => Finding.Ok(Subject, text);

    protected Finding Warn(string text, string mend) => Finding.Warn(Subject, text, mend);

    protected Finding Fail(string text, string mend) => Finding.Fail(Subject, text, mend);
}

/// <summary>Whose health is asked for.</summary>
/// <param name="Directories">Its directories on this machine; they need not be there.</param>
/// <param name="Port">On which it is to listen.</param>
/// <param name="Server">A lab that runs; null for the one that has the data directory, if any.</param>
/// <param name="Devices">Devices to train on, as in <c>Lab:Devices</c>; empty for all.</param>
/// <param name="Seconds">Of training on each device; 0: none.</param>
internal sealed record LabUnderCheck(LabDirectories Directories, int Port, Uri? Server, string Devices, double Seconds);
