namespace PgGanLab.Model.Training;

/// <summary>
/// Dynamic loss scaling for float16 (Micikevicius 2018, section 3.2): halved when a gradient overflows, doubled
/// after a long time without.
/// </summary>
internal static class LossScaling
{
    /// <summary>The factor at the beginning.</summary>
    public const double First = 32768;

    private const double Most = 1 << 24;
    private const int StepsToDouble = 2000;

    /// <summary>After a gradient that overflowed.</summary>
    /// <exception cref="DivergedException">The factor is 1 already: the gradient itself is not finite.</exception>
    public static StepMemory Overflowed(StepMemory memory, string term) => memory.LossScale > 1
        ? memory with { LossScale = memory.LossScale / 2, GoodSteps = 0 }
        : throw new DivergedException(term, "is not finite");

    /// <summary>After a gradient that did not.</summary>
    public static StepMemory Passed(StepMemory memory) => memory.GoodSteps + 1 < StepsToDouble
        ? memory with { GoodSteps = memory.GoodSteps + 1 }
        : memory with { LossScale = Math.Min(memory.LossScale * 2, Most), GoodSteps = 0 };
}
