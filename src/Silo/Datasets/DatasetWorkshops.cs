using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Where this host makes datasets: a folder for each request, which names the dataset, so that the next process knows
/// what a killed one was making.
/// </summary>
internal sealed class DatasetWorkshops(
    LabDirectories directories, LabOptions options, ILogger<DatasetWorkshops> logger)
{
    private string Prefix => $".preparing-{options.DatasetMaker}";

    private string Place => directories.Resolve("datasets");

    /// <summary>A new empty folder; it is removed with all that is in it when the result is disposed.</summary>
    /// <param name="name">The dataset's name.</param>
    /// <exception cref="InvalidInputException">It can't be made.</exception>
    public DatasetWorkshop Open(string name)
    {
        var folder = Path.Combine(Place, $"{Prefix}-{Guid.NewGuid():N}-{name}");
        try
        {
            Directory.CreateDirectory(folder);
            return new DatasetWorkshop(folder);
        }
        catch (IOException e) when (DiskFullException.IsBehind(e))
        {
            throw new DiskFullException(DiskFullException.Sentence(directories.Store), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"Dataset '{name}' can't be made in '{Place}': {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>
    /// Removes what a killed process left, each folder after its name was taken; to be called before the first one is
    /// opened.
    /// </summary>
    /// <returns>The names of the datasets that it was making.</returns>
    public IEnumerable<string> RemoveLeftovers()
    {
        var leftover = new Regex($"^{Regex.Escape(Prefix)}(-[0-9a-f]{{32}}(-(?<name>.+))?)?$");
        foreach (var folder in Directory.Exists(Place) ? new DirectoryInfo(Place).GetDirectories() : [])
        {
            if (leftover.Match(folder.Name) is not { Success: true } match)
                continue;
            if (match.Groups["name"] is { Success: true } name)
                yield return name.Value;
            Remove(folder);
        }
    }

    /// <summary>One that can't be removed now costs disk, no dataset.</summary>
    private void Remove(DirectoryInfo leftover)
    {
        try
        {
            leftover.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(e, "What an earlier process left in {Folder} could not be removed.", leftover.FullName);
        }
    }
}

/// <summary>A folder in which one dataset is made.</summary>
/// <param name="Folder">Full path.</param>
internal sealed record DatasetWorkshop(string Folder) : IDisposable
{
    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
