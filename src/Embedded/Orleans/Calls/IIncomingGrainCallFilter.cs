namespace Orleans;

/// <summary>Runs around every call of a grain; a grain class may be one for itself.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs around a call; it runs only if the filter calls <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
