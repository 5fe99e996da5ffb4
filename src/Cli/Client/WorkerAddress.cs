namespace PgGanLab.Cli.Client;

/// <summary>A worker's name in its two parts, and where the API has it.</summary>
internal sealed record WorkerAddress(string Host, string Device)
{
    public string Name => $"{Host}/{Device}";

    public string Path => $"api/v1/workers/{Uri.EscapeDataString(Host)}/{Uri.EscapeDataString(Device)}";

    /// <exception cref="LabException">The text can't be a worker's name.</exception>
    public static WorkerAddress Of(string name) =>
        name.Split('/') is [{ Length: > 0 } host, { Length: > 0 } device]
            ? new WorkerAddress(host, device)
            : throw new LabException($"'{name}' names no worker; a name is host/device, such as gpu-host-3/cuda:0.");
}
