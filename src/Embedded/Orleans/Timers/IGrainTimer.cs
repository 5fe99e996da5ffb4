namespace Orleans.Runtime;

/// <summary>A timer of a grain; disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it is due next and how long it waits after each callback; infinite means never.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
