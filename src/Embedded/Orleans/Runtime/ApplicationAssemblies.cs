using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Runtime;

/// <summary>Finds the application's assemblies that use Orleans, also those that nothing has loaded yet.</summary>
internal static class ApplicationAssemblies
{
    private static readonly string Self = typeof(ApplicationAssemblies).Assembly.GetName().Name!;

    public static IReadOnlyCollection<Assembly> Find()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly =>
            !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(reference => reference.Name == Self));
        return [.. DeployedFiles().Where(UsesOrleans).Select(AssemblyName.GetAssemblyName).Select(Assembly.Load).Union(loaded)];
    }

    private static IEnumerable<string> DeployedFiles() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(file => file.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal));

    private static bool UsesOrleans(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata) return false;
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Any(reference => metadata.GetString(reference.Name) == Self);
    }
}
