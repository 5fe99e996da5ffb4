namespace PgGanLab.Grains.Workers;

/// <summary>Workers are named <c>host/device</c>.</summary>
internal static class WorkerNames
{
    public static string Of(string host, string device) => $"{host}/{device}";

    /// <summary>The device that a worker's name ends with.</summary>
    public static string Device(string worker) => worker[(worker.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The host that a worker's name begins with.</summary>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static string Host(string worker)
    {
        var slash = worker.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < worker.Length - 1
            ? worker[..slash]
            : throw new ArgumentException(
                $"'{worker}' names no worker; a name is host/device, such as gpu-host-3/cuda:0.", nameof(worker));
    }
}
