using System.Net;
using System.Net.Sockets;
using PgGanLab.Process.Tests.Lab;

namespace PgGanLab.Process.Tests;

/// <summary>Promise 7 for whole processes: one sentence, exit code 1, and nothing done.</summary>
public class RefusalTests
{
    [Fact]
    public async Task a_second_lab_on_one_data_directory_is_refused_with_the_first_ones_pid_and_address()
    {
        using var data = new DataDirectory();
        await using var first = await LabUnderTest.Start(data.Path);
        var (code, errors) = await LabUnderTest.Refused(data.Path);
        Assert.Equal(1, code);
        Assert.Equal(
            $"Another lab (process {first.Id}) runs on the data directory {data.Path} at "
            + $"{first.Address.ToString().TrimEnd('/')}. Stop it first (./lab stop), or choose another directory with "
            + "--data.",
            errors);
    }

    [Fact]
    public async Task a_port_in_use_is_refused_by_its_number()
    {
        using var data = new DataDirectory();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, errors) = await LabUnderTest.Refused(data.Path, port);
        Assert.Equal(1, code);
        Assert.Equal($"Port {port} is in use; stop what listens there, or choose another port with --port.", errors);
    }

    [Fact]
    public async Task an_address_of_another_host_is_refused_before_anything_starts()
    {
        using var data = new DataDirectory();
        var (code, errors) = await LabUnderTest.Refused(data.Path, address: "198.51.100.7");
        Assert.Equal(1, code);
        Assert.Equal(
            "198.51.100.7 is no address of this host; "
            + "--address takes localhost, a name or an address of this host, or * for all of them.", errors);
        Assert.False(Directory.Exists(Path.Combine(data.Path, "store")));
    }
}
