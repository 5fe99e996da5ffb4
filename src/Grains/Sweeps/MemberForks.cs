using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Turns experiments of a population into copies of others, inside the transaction that decides so: from the rung on, such
/// an experiment's path is that of whom it copies, followed by phases of its own.
/// </summary>
internal sealed class MemberForks
{
    private readonly LabDbContext db;
    private readonly SweepRow sweep;
    private readonly IReadOnlyList<ExperimentRow> experiments;
    private readonly SweepDefinition definition;
    private readonly Dictionary<string, PhaseRow> phases;
    private readonly List<ForkRow> forks;

    private MemberForks(
        LabDbContext db, SweepRow sweep, IReadOnlyList<ExperimentRow> experiments, Dictionary<string, PhaseRow> phases,
        List<ForkRow> forks)
    {
        (this.db, this.sweep, this.experiments) = (db, sweep, experiments);
        (this.phases, this.forks) = (phases, forks);
        definition = SweepDocument.Read(sweep.Definition);
    }

    /// <summary>Makes the copies among some steps.</summary>
    /// <returns>The steps as they are taken: who finds nothing new to try goes on as it is.</returns>
    public static async Task<ImmutableArray<MemberStep>> Copy(
        LabDbContext db, SweepRow sweep, RungRecord record, ImmutableArray<MemberStep> steps, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var phases = await db.Phases.Where(p => db.SweepPhases.Any(n => n.SweepId == sweep.Id && n.Phase == p.Key))
            .ToDictionaryAsync(p => p.Key);
        var made = new MemberForks(
            db, sweep, record.Experiments, phases, await db.Forks.Where(f => f.SweepId == sweep.Id).ToListAsync());
        var taken = ImmutableArray.CreateBuilder<MemberStep>();
        foreach (var step in steps)
            taken.Add(step.Source is null || await made.Copy(step, record.Decision, now)
                ? step
                : step with { Source = null });
        return taken.ToImmutable();
    }

    /// <returns>False where nothing new is left to try.</returns>
    private async Task<bool> Copy(MemberStep step, int decision, DateTimeOffset now)
    {
        var (member, source) = (experiments[step.Member], experiments[step.Source!.Value]);
        var (copied, end) = AtRung(source, step.Rung);
        var (left, own) = AtRung(member, step.Rung);
        var recipe = (await db.Recipes.AsNoTracking().SingleAsync(r => r.Phase == end.Key)).Recipe;
        var dataset = await Dataset(recipe);
        var parent = end.Parent is null ? (PhaseKey?)null : PhaseKey.Parse(end.Parent);
        var copy = MemberCopies.Of(
            definition, sweep.Stopping!, dataset,
            new CopiedMember(Settings(copied), new PlannedPhase(PhaseKey.Parse(end.Key), parent, recipe)), step,
            experiments.Select(e => PhaseKey.Parse(e.FinalPhase)).ToHashSet());
        if (copy is null)
            return false;
        var isNamed = member.Name != string.Join(", ", member.Varied);
        var planned = new PlannedExperiment(
            member.Number, isNamed ? member.Name : "", copy.Varied, copy.Settings, copy.Configuration, copy.Phases);
        var tried = SettingViews.Varied(planned);
        db.Forks.Add(new ForkRow(
            sweep.Id, step.Rung, member.Number, source.Number, decision, end.Key, own.Key, left, copied, tried, now));
        db.Note(now, "member-copied", sweep.Id,
            $"#{member.Number} goes on from {sweep.Stopping!.Rungs[step.Rung]} as a copy of #{source.Number} with "
            + $"{string.Join(", ", SettingChange.Between(copied, tried))}.");
        await Replace(member, end, planned, dataset);
        return true;
    }

    /// <summary>What an experiment varied, and the phase with which it came, at a rung; it may be a copy since.</summary>
    private (ImmutableArray<SettingView> Varied, PhaseRow End) AtRung(ExperimentRow experiment, int rung)
    {
        var resolution = sweep.Stopping!.Rungs[rung].Resolution;
        var fork = forks.Where(f => f.Experiment == experiment.Number && f.Rung >= rung).MinBy(f => f.Rung);
        return (fork?.Left ?? experiment.Varied, Path(fork?.LeftPhase ?? experiment.FinalPhase)
            .First(p => p.Kind == PhaseKind.Stabilize && p.Resolution == resolution));
    }

    /// <summary>A phase and those before it, the last one first.</summary>
    private IEnumerable<PhaseRow> Path(string last)
    {
        for (var key = last; key is not null; key = phases[key].Parent)
            yield return phases[key];
    }

    private async Task Replace(ExperimentRow member, PhaseRow end, PlannedExperiment planned, DatasetFacts dataset)
    {
        string[] left = [.. Path(member.FinalPhase).Where(p => p.Index > end.Index).Select(p => p.Key)];
        var part = new AcceptedSweep(sweep.Id, definition, dataset, SweepPlan.Part([planned]));
        foreach (var row in await SweepAcceptance.AddPhases(db, part))
            phases.TryAdd(row.Key, row);
        (member.FinalPhase, member.Name) = (planned.Phases[^1].Key.Value, SettingViews.Name(planned));
        member.Varied = SettingViews.Varied(planned);
        await db.ExperimentPhases.Where(step => step.ExperimentId == member.Id).ExecuteDeleteAsync();
        await db.InsertMissing(Path(member.FinalPhase).Select(p => new ExperimentPhaseRow
        {
            ExperimentId = member.Id,
            Index = p.Index,
            Phase = p.Key,
        }));
        var settings = SettingViews.All(planned);
        await db.ExperimentSettings.Where(s => s.ExperimentId == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Settings, settings));
        await db.SaveChangesAsync();
        await LeftPhases.Drop(db, sweep.Id, left);
    }

    /// <summary>
    /// What copies are trained on. Where the lab has that content no more, what the record says of it is enough to decide.
    /// </summary>
    private async Task<DatasetFacts> Dataset(PhaseRecipe recipe) =>
        await db.Datasets.Where(d => d.Fingerprint == sweep.Fingerprint).OrderByDescending(d => d.Name == sweep.Dataset)
            .ThenBy(d => d.Name).FirstOrDefaultAsync()
        ?? new DatasetFacts(
            sweep.Dataset, sweep.Fingerprint, sweep.Resolution, recipe.Root.Channels, sweep.SwdImages,
            recipe.LabelSampling == LabelSampling.Balanced ? Math.Max(1, recipe.Labels) : recipe.Labels);

    private static ImmutableSortedDictionary<SettingKey, double> Settings(ImmutableArray<SettingView> varied) =>
        varied.Select(s => (Key: SettingKey.Parse(s.Name, "the record"), s.Value))
            .ToImmutableSortedDictionary(s => s.Key, s => s.Key.Definition.Read(s.Value));
}
