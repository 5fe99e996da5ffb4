namespace PgGanLab.Cli.Demo;

/// <summary>The checkout that this program was built in: its host program and its samples.</summary>
internal sealed class LabHome
{
    private LabHome(string root) => Root = root;

    public string Root { get; }

    /// <summary>The program that hosts the lab: silo, workers, dashboard and API.</summary>
    public string Host => Path.Combine(Root, "artifacts", "bin", "Dashboard", "release", "PgGanLab.Dashboard.dll");

    /// <summary>The sweep of the demo.</summary>
    public string DemoSweep => Path.Combine(Root, "samples", "fashion-mnist-demo.yaml");

    /// <summary>Looks upwards from this program for the solution.</summary>
    /// <exception cref="LabException">This program was moved out of its checkout, or the host
    /// was not built.</exception>
    public static LabHome Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PgGanLab.sln")))
            folder = folder.Parent;
        if (folder is null)
            throw new LabException(
                $"{AppContext.BaseDirectory} lies in no checkout of PgGanLab, so there is no lab to start; "
                + "run ./lab demo there.");
        var home = new LabHome(folder.FullName);
        return File.Exists(home.Host) ? home : throw new LabException("The lab is not built; run ./lab setup.");
    }
}
