using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace PgGanLab.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md: which project sees which, and which packages it sees.</summary>
public sealed class ArrowTests
{
    private const string Product = "PgGanLab";

    private static readonly string[] Projects =
        ["Growth", "Model", "Grains.Abstractions", "Grains", "Silo", "Dashboard", "Cli", "Tools"];

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies([.. Projects.Select(project => System.Reflection.Assembly.Load($"{Product}.{project}"))])
        .Build();

    [Theory]
    [InlineData("Growth")]
    [InlineData("Model", "Growth")]
    [InlineData("Grains.Abstractions", "Growth")]
    [InlineData("Grains", "Growth", "Grains.Abstractions")]
    [InlineData("Silo", "Growth", "Grains.Abstractions", "Grains", "Model")]
    [InlineData("Dashboard", "Growth", "Grains.Abstractions", "Silo")]
    [InlineData("Cli", "Growth", "Grains.Abstractions")]
    [InlineData("Tools", "Growth", "Model")]
    public void a_project_sees_only_those_that_its_arrows_point_to(string project, params string[] seen)
    {
        string[] forbidden = [.. Projects.Except(seen).Except([project]).Select(other => $"{Product}.{other}")];

        Assert.Empty(Arrows(project, into: assembly => forbidden.Contains(assembly)));
    }

    [Fact]
    public void growth_sees_nothing_but_the_runtime_library() =>
        Assert.Empty(Arrows("Growth", into: assembly => !IsRuntime(assembly) && assembly != $"{Product}.Growth"));

    [Theory]
    [InlineData("Grains.Abstractions")]
    [InlineData("Grains")]
    [InlineData("Dashboard")]
    [InlineData("Cli")]
    public void neither_grains_nor_pages_nor_the_cli_load_torch(string project) =>
        Assert.Empty(Arrows(project, into: assembly => assembly == "TorchSharp"));

    [Theory]
    [InlineData("Model")]
    [InlineData("Tools")]
    public void what_computes_knows_no_host(string project) => Assert.Empty(Arrows(project, into: assembly =>
        assembly.StartsWith("Orleans", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)));

    [Fact]
    public void the_dashboard_sees_the_silo_only_to_host_it()
    {
        var arrows = Arrows("Dashboard", into: assembly => assembly == $"{Product}.Silo");

        Assert.All(arrows, arrow => Assert.True(
            arrow.StartsWith($"{Product}.Dashboard.Hosting.", StringComparison.Ordinal)
            || arrow.StartsWith("Program", StringComparison.Ordinal), arrow));
    }

    /// <summary>Arrows that are there are found: these tests can fail.</summary>
    [Theory]
    [InlineData("Silo", "PgGanLab.Model")]
    [InlineData("Silo", "PgGanLab.Grains")]
    [InlineData("Dashboard", "PgGanLab.Silo")]
    [InlineData("Model", "TorchSharp")]
    [InlineData("Grains", "Microsoft.EntityFrameworkCore")]
    [InlineData("Growth", "System.Collections.Immutable")]
    public void an_arrow_that_is_there_is_found(string project, string assembly) =>
        Assert.NotEmpty(Arrows(project, into: other => other == assembly));

    /// <summary>The uses, as <c>Type -> Type</c>, of assemblies that a project's types make.</summary>
    private static string[] Arrows(string project, Func<string, bool> into)
    {
        var types = Code.Types.Where(type => AssemblyOf(type) == $"{Product}.{project}").ToList();
        Assert.NotEmpty(types);
        var uses = from type in types
                   from dependency in type.Dependencies
                   where into(AssemblyOf(dependency.Target))
                   select $"{type.FullName} -> {dependency.Target.FullName}";
        return [.. uses.Distinct().Order()];
    }

    private static string AssemblyOf(IType type) => type.Assembly.Name.Split(',')[0];

    private static bool IsRuntime(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "System" or "mscorlib" or "netstandard";
}
