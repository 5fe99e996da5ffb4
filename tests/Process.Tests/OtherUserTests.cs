using System.Diagnostics;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>A build that one user made, run by another who sees nothing of the first one's home.</summary>
public class OtherUserTests
{
    private const string Nobody = "65534";

    [Fact]
    public async Task a_build_of_root_serves_and_trains_for_another_user()
    {
        using var data = new DataDirectory();
        var program = As(Nobody, data.Path);
        await using var lab = await LabUnderTest.Start(data.Path, program: program);
        Assert.Contains("Blazor", await lab.Page("_framework/blazor.web.js"), StringComparison.Ordinal);
        Assert.Contains("--accent", await lab.Page("css/tokens.css"), StringComparison.Ordinal);
        await lab.Page("sweeps/new");

        var id = await lab.Submit(TinySweep.Definition(phaseKimg: 0.1));
        await lab.Until(id, sweep => sweep.Summary.KimgTrained > 0);
        Assert.Equal("", lab.Errors);
    }

    [Fact]
    public async Task a_port_without_rights_is_refused_before_anything_starts()
    {
        using var data = new DataDirectory();
        var (code, errors) = await LabUnderTest.Refused(data.Path, 80, program: As(Nobody, data.Path));
        if (errors.StartsWith("Port 80 is in use", StringComparison.Ordinal))
            Assert.Skip("Another process listens on port 80.");
        Assert.Equal((1, "Port 80 needs rights that nobody doesn't have here; choose one from 1024 upward with --port."),
            (code, errors));
        Assert.Equal(["source"], Directory.GetFileSystemEntries(data.Path).Select(Path.GetFileName));
    }

    /// <summary><c>dotnet</c> as another user, who owns the data directory.</summary>
    private static ProcessStartInfo As(string user, string data)
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("Only root can run a program as another user.");
        using var own = System.Diagnostics.Process.Start("chown", ["-R", user, data]);
        own.WaitForExit();
        return new ProcessStartInfo("setpriv",
            [$"--reuid={user}", $"--regid={user}", "--clear-groups", "env", "HOME=/nonexistent", "dotnet"]);
    }
}
