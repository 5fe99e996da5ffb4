using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>
/// Where the dashboard listens: the section <c>Dashboard</c> of the configuration, <c>--port</c> and <c>--address</c>.
/// </summary>
/// <param name="Address"><c>localhost</c>, an IP address of this host, or <c>*</c> for all of them.</param>
/// <param name="Port">0 lets the system choose.</param>
internal sealed record DashboardOptions(string Address, int Port)
{
    public const string Section = "Dashboard";

    private const int DefaultPort = 5080;

    /// <summary>Whether nobody but this host's users can reach it.</summary>
    public bool IsLocal => Address is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>The system chooses ports only for addresses, not for names.</summary>
    public string Url => string.Create(
        CultureInfo.InvariantCulture, $"http://{(Port == 0 && Address == "localhost" ? "127.0.0.1" : Address)}:{Port}");

    /// <exception cref="InvalidInputException">The port is no port.</exception>
    public static DashboardOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new DashboardOptions(section[nameof(Address)] ?? "localhost", ReadPort(section[nameof(Port)]));
    }

    private static int ReadPort(string? text) =>
        text is null ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
        : throw new InvalidInputException(
            $"The port is '{text}'; it must be a whole number from 0 to {ushort.MaxValue}.");
}
