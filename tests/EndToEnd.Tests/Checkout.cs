namespace PgGanLab.EndToEnd.Tests;

/// <summary>The checkout that these tests were built in.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string Lab => Path.Combine(Root, "lab");

    public static string Cli => Path.Combine(Root, "artifacts", "bin", "Cli", "release", "PgGanLab.Cli.dll");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PgGanLab.sln")))
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} lies in no checkout.");
        return folder.FullName;
    }
}
