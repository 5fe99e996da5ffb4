namespace PgGanLab.Model.Training;

/// <summary>
/// A device has no memory for the smallest share of a minibatch. <see cref="Exception.Message"/> is one sentence.
/// </summary>
public sealed class DeviceMemoryException : Exception
{
    public DeviceMemoryException() { }

    public DeviceMemoryException(string message) : base(message) { }

    public DeviceMemoryException(string message, Exception innerException) : base(message, innerException) { }
}
