namespace PgGanLab.Maintenance.Checks;

/// <summary>How well something is.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>The lab works, but not as well or as safely as it could.</summary>
    Warn,

    /// <summary>The lab does not work, or will not for long.</summary>
    Fail,
}

/// <summary>What one look at the machine or the lab gave.</summary>
/// <param name="Subject">What was looked at: one or two words.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, with numbers.</param>
/// <param name="Mend">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Subject, Verdict Verdict, string Text, string? Mend = null)
{
    public static Finding Ok(string subject, string text) => new(subject, Verdict.Ok, text);

    public static Finding Warn(string subject, string text, string mend) => new(subject, Verdict.Warn, text, mend);

    public static Finding Fail(string subject, string text, string mend) => new(subject, Verdict.Fail, text, mend);
}
