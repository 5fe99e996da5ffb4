using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace PgGanLab.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md: which project sees which, and which packages it sees.</summary>
public sealed class ArrowTests
{
    private const string Product = "PgGanLab";

    private static readonly string[] Projects =
        ["Growth", "Model", "Grains.Abstractions", "Grains", "Silo", "Dashboard", "Documents",
         "Terminal", "Cli", "Tools", "Maintenance"];

    [Theory]
    [InlineData("Growth")]
    [InlineData("Model", "Growth")]
    [InlineData("Grains.Abstractions", "Growth")]
    [InlineData("Grains", "Growth", "Grains.Abstractions")]
    [InlineData("Silo", "Growth", "Grains.Abstractions", "Grains", "Model")]
    [InlineData("Dashboard", "Growth", "Documents", "Grains.Abstractions", "Silo")]
    [InlineData("Documents", "Growth")]
    [InlineData("Terminal", "Growth")]
    [InlineData("Cli", "Growth", "Documents", "Grains.Abstractions", "Terminal")]
    [InlineData("Tools", "Growth", "Model", "Terminal")]
    [InlineData("Maintenance", "Growth", "Model", "Grains.Abstractions", "Grains", "Silo", "Terminal")]
    public void a_project_sees_only_those_that_its_arrows_point_to(string project, params string[] seen)
    {
        var forbidden = Projects.Except(seen).Select(other => $"{Product}.{other}");

        Assert.Empty(Seen(project).Intersect(forbidden));
    }

    [Fact]
    public void growth_sees_nothing_but_the_runtime_library() =>
        Assert.All(Seen("Growth"), assembly => Assert.StartsWith("System.", assembly, StringComparison.Ordinal));

    [Theory]
    [InlineData("Grains.Abstractions")]
    [InlineData("Grains")]
    [InlineData("Dashboard")]
    [InlineData("Cli")]
    public void neither_grains_nor_pages_nor_the_cli_load_torch(string project) =>
        Assert.DoesNotContain("TorchSharp", Seen(project));

    [Theory]
    [InlineData("Model")]
    [InlineData("Terminal")]
    [InlineData("Tools")]
    public void what_computes_knows_no_host(string project) => Assert.DoesNotContain(Seen(project), assembly =>
        assembly.StartsWith("Orleans", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void the_dashboard_sees_the_silo_only_to_host_it()
    {
        var hosts = UsersOf("Dashboard", $"{Product}.Silo");

        Assert.NotEmpty(hosts);
        Assert.All(hosts, user => Assert.True(
            user == "Program" || user.StartsWith($"{Product}.Dashboard.Hosting.", StringComparison.Ordinal), user));
    }

    /// <summary>Arrows that are there are found: these tests can fail.</summary>
    [Theory]
    [InlineData("Silo", "PgGanLab.Model")]
    [InlineData("Silo", "PgGanLab.Grains")]
    [InlineData("Dashboard", "PgGanLab.Silo")]
    [InlineData("Cli", "PgGanLab.Terminal")]
    [InlineData("Tools", "PgGanLab.Terminal")]
    [InlineData("Maintenance", "PgGanLab.Grains")]
    [InlineData("Model", "TorchSharp")]
    [InlineData("Grains", "Microsoft.EntityFrameworkCore")]
    [InlineData("Growth", "System.Collections.Immutable")]
    public void an_arrow_that_is_there_is_found(string project, string assembly) =>
        Assert.Contains(assembly, Seen(project));

    /// <summary>
    /// Assemblies that a project's compiled code refers to: those that it uses, not all that it could.
    /// </summary>
    private static string[] Seen(string project) =>
        [.. Assembly.Load($"{Product}.{project}").GetReferencedAssemblies().Select(assembly => assembly.Name!)];

    /// <summary>Full names of a project's types that use another assembly's.</summary>
    private static string[] UsersOf(string project, string assembly)
    {
        var code = new ArchLoader().LoadAssemblies(Assembly.Load($"{Product}.{project}"), Assembly.Load(assembly))
            .Build();
        var users = code.Types.Where(type => AssemblyOf(type) == $"{Product}.{project}"
            && type.Dependencies.Any(use => AssemblyOf(use.Target) == assembly));
        return [.. users.Select(type => type.FullName)];
    }

    /// <summary>Its name; null for a type parameter, which lies in none.</summary>
    private static string? AssemblyOf(IType type) => type.Assembly is { } home ? home.Name.Split(',')[0] : null;
}
