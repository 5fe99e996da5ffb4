using System.Text;
using PgGanLab.Documents;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Files;

/// <summary>A sweep's file as it is sent to the lab, which reads and checks it.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType"><c>application/json</c> for names that end in .json, else <c>application/yaml</c>.</param>
internal sealed record SweepFile(byte[] Content, string MediaType)
{
    /// <exception cref="LabException">There is no such file.</exception>
    public static async Task<SweepFile> Read(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new LabException(
                $"There is no file {path}; a sweep's YAML is needed, such as samples/fashion-mnist-demo.yaml.");
        return new SweepFile(await File.ReadAllBytesAsync(path, cancellationToken), TypeOf(path));
    }

    /// <summary>The sweep that it describes.</summary>
    /// <param name="mostExperiments">Most that its budget may allow.</param>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public SweepDefinition Definition(int mostExperiments)
    {
        var text = Encoding.UTF8.GetString(Content);
        var json = MediaType == "application/json" ? text
            : YamlDocument.Read(text, SweepDocument.TextKeys)?.ToJsonString()
                ?? throw new InvalidInputException("The sweep's file is empty; it needs at least a name and a dataset.");
        return SweepDocument.Read(json, mostExperiments);
    }

    /// <summary>The media type that a file's name stands for.</summary>
    public static string TypeOf(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? "application/json"
            : "application/yaml";
}
