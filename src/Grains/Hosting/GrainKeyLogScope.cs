using Microsoft.Extensions.Logging;

namespace PgGanLab.Grains.Hosting;

/// <summary>Gives every log line of a grain call the grain's key, EF Core's lines included.</summary>
internal sealed class GrainKeyLogScope(ILogger<GrainKeyLogScope> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using (logger.BeginScope("{Grain}.{Method}", context.TargetId, context.MethodName))
            await context.Invoke();
    }
}
