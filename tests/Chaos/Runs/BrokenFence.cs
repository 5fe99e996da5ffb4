using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Chaos.Runs;

/// <summary>
/// The built lab with one method of it changed: <see cref="LeaseRules.CanCommit"/> lets everyone through. A checker
/// that finds nothing wrong with it is no checker.
/// </summary>
internal sealed class BrokenFence : IDisposable
{
    private const string Broken = "PgGanLab.Growth.dll";

    private static readonly string Built =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Dashboard/release"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pgganlab-broken-");

    /// <summary>Makes it: the lab's own files are copied, all others linked to.</summary>
    public BrokenFence()
    {
        foreach (var entry in new DirectoryInfo(Built).EnumerateFileSystemInfos())
        {
            var place = Path.Combine(folder.FullName, entry.Name);
            if (entry is FileInfo file && file.Name.StartsWith("PgGanLab.", StringComparison.Ordinal))
                file.CopyTo(place);
            else
                File.CreateSymbolicLink(place, entry.FullName);
        }
        Break(Path.Combine(folder.FullName, Broken));
    }

    /// <summary>The program to start.</summary>
    public string Program => Path.Combine(folder.FullName, "PgGanLab.Dashboard.dll");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Makes the method return true: ldc.i4.1, ret. Source: ECMA-335, II.25.4 (method bodies).</summary>
    private static void Break(string assembly)
    {
        var bytes = File.ReadAllBytes(assembly);
        using var image = new PEReader([.. bytes]);
        var metadata = image.GetMetadataReader();
        var method = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Single(m =>
            metadata.GetString(m.Name) == nameof(LeaseRules.CanCommit)
            && metadata.GetString(metadata.GetTypeDefinition(m.GetDeclaringType()).Name) == nameof(LeaseRules));
        var address = method.RelativeVirtualAddress;
        var section = image.PEHeaders.SectionHeaders[image.PEHeaders.GetContainingSectionIndex(address)];
        var header = address - section.VirtualAddress + section.PointerToRawData;
        var isTiny = (bytes[header] & 3) == 2;
        var length = isTiny ? bytes[header] >> 2 : BitConverter.ToInt32(bytes, header + 4);
        var code = bytes.AsSpan(header + (isTiny ? 1 : 12), length);
        code.Clear();                                                           // nop
        (code[^2], code[^1]) = (0x17, 0x2A);
        File.WriteAllBytes(assembly, bytes);
    }
}
