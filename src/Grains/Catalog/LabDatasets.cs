using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Catalog;

/// <summary>The datasets on record.</summary>
internal static class LabDatasets
{
    /// <exception cref="InvalidInputException">The lab has no such dataset.</exception>
    public static async Task<DatasetFacts> Find(LabDbContext db, string name)
    {
        if (await db.Datasets.SingleOrDefaultAsync(d => d.Name == name) is { } row)
            return row;
        var known = await db.Datasets.OrderBy(d => d.Name).Select(d => d.Name).ToListAsync();
        throw new InvalidInputException(known.Count == 0
            ? $"Unknown dataset '{InputText.Shown(name)}': the lab has none yet; prepare one first."
            : $"Unknown dataset '{InputText.Shown(name)}': "
                + $"the lab has {string.Join(", ", known)}{NearestName.Question(name, known)}");
    }

    /// <summary>The dataset with a content, preferably the one of this name.</summary>
    /// <exception cref="InvalidInputException">The lab has that content no more.</exception>
    public static async Task<DatasetFacts> FindContent(LabDbContext db, string name, string fingerprint)
    {
        if (await db.Datasets.Where(d => d.Fingerprint == fingerprint)
            .OrderByDescending(d => d.Name == name).ThenBy(d => d.Name).FirstOrDefaultAsync() is { } row)
            return row;
        await Find(db, name);
        throw new InvalidInputException(
            $"Dataset '{name}' has other images now than when this was planned (content {fingerprint[..12]}); prepare "
            + "those again, under any name.");
    }

    /// <summary>Phases that were planned with a dataset which was removed since are trained on another one.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="phases">Their keys.</param>
    /// <param name="dataset">Name of one with the same content.</param>
    public static Task TakeOver(LabDbContext db, string[] phases, string dataset) => db.Recipes
        .Where(r => EF.Parameter(phases).Contains(r.Phase) && !db.Datasets.Any(d => d.Name == r.Dataset))
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Dataset, dataset));

    /// <summary>
    /// Records a dataset or its new content. Sweeps and phases that were planned keep the content
    /// that they were planned with.
    /// </summary>
    /// <exception cref="InvalidInputException">The dataset does not lie where its name and content say.</exception>
    public static async Task Register(LabDbContext db, DatasetFacts dataset, DateTimeOffset now)
    {
        if (dataset.Fingerprint.Length != 64 || !StoreLayout.IsPlain(dataset.Path))
            throw new InvalidInputException(
                $"Dataset '{dataset.Name}' cannot be registered at '{dataset.Path}'; "
                + "its folder is named after it and the SHA-256 of its content.");
        var row = await db.Datasets.SingleOrDefaultAsync(d => d.Name == dataset.Name);
        if (row?.Fingerprint != dataset.Fingerprint)
            db.Note(now, "dataset-registered", dataset.Name,
                $"{Readable.Plural(dataset.Images, "image")} of {dataset.Resolution} px, "
                + $"content {dataset.Fingerprint[..12]}.");
        await db.Upsert([dataset]);
    }

    /// <summary>
    /// Takes a dataset off the record, unless a sweep that may go on trains on it or trains a phase that was planned with it.
    /// </summary>
    public static async Task<DatasetRemoval> Remove(LabDbContext db, string name, DateTimeOffset now)
    {
        var needed = await db.Sweeps
            .Where(s => (s.Status == SweepStatus.Running || s.Status == SweepStatus.Spent)
                && (s.Dataset == name || db.SweepPhases.Any(p => p.SweepId == s.Id
                    && db.Recipes.Any(r => r.Phase == p.Phase && r.Dataset == name))))
            .OrderBy(s => s.Id).Select(s => s.Id).ToArrayAsync();
        if (needed.Length > 0)
            return new DatasetRemoval(false, [.. needed]);
        var isRemoved = await db.Datasets.Where(d => d.Name == name).ExecuteDeleteAsync() > 0;
        if (isRemoved)
            db.Note(now, "dataset-removed", name, "No unfinished sweep needs it.");
        return new DatasetRemoval(isRemoved, []);
    }
}
