using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class SubmitTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_killed_right_after_it_was_stored_is_there_whole_and_is_finished(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        lab.Crash.AfterNextCommit();
        await Assert.ThrowsAsync<KilledException>(() => lab.Sweep("s").Submit(Definitions.Sweep()));
        await lab.Restart();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            lab.Sweep("s").Submit(Definitions.Sweep()));
        Assert.Contains("exists already", exception.Message);
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((2, SweepStatus.Finished), (view.Summary.Finished, view.Summary.Status));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task of_a_sweep_killed_before_it_was_stored_nothing_is_there(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        lab.Crash.BeforeNextCommit();
        await Assert.ThrowsAsync<KilledException>(() => lab.Sweep("s").Submit(Definitions.Sweep()));
        await lab.Restart();
        Assert.Null(await lab.Sweep("s").GetView());
        Assert.Equal((0, 0, 0), await lab.Database.Read(db =>
            Task.FromResult((db.Phases.Count(), db.Experiments.Count(), db.SweepPhases.Count()))));
        Assert.Equal(2, (await lab.Sweep("s").Submit(Definitions.Sweep())).Experiments);
    }

    [Fact]
    public async Task the_plan_is_on_record_before_any_work()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 2));
        await lab.Restart();
        var view = await lab.View("s");
        Assert.Equal(["s.1", "s.2"], view.Experiments.Select(e => e.Id));
        Assert.Equal(["learningRate@16 0.001", "learningRate@16 0.002"], view.Experiments.Select(e => e.Name));
        Assert.Equal(["learningRate@16"], view.Summary.Varied);
        Assert.Equal([2, 2, 2, 1, 1, 1, 1], view.Tree.Select(n => n.Experiments.Length));
        Assert.Equal((10, 0, 7), (view.Summary.KimgRequested, view.Summary.KimgTrained, view.Summary.KimgLeft));
        var experiment = (await lab.Experiment("s.2").GetView())!;
        Assert.Equal(5, experiment.Phases.Length);
        Assert.Contains(new SettingView("learningRate@16", "0.002"), experiment.Settings);
        Assert.Contains(new SettingView("adamBeta2", "0.99"), experiment.Settings);
    }

    [Fact]
    public async Task bad_input_gets_one_sentence_and_leaves_nothing()
    {
        await using var lab = await TestLab.Start();
        (string Definition, string Sentence)[] bad =
        [
            ("""{ "name": "x", "dataset": "shapez", "base": { "resolution": 16 } }""", "did you mean 'shapes'"),
            ("""{ "name": "x", "dataset": "shapes", "base": { "learningrate": 1 } }""", "did you mean 'learningRate'"),
            ("""{ "name": "x", "dataset": "shapes", "base": { "resolution": 64 } }""", "choose at most 32"),
            ("no json", "not valid JSON"),
        ];
        foreach (var (definition, sentence) in bad)
        {
            Assert.Contains(sentence,
                (await Assert.ThrowsAsync<InvalidInputException>(() => lab.Sweep("s").Submit(definition))).Message);
            Assert.Contains(sentence,
                (await Assert.ThrowsAsync<InvalidInputException>(() => lab.Catalog.Preview(definition))).Message);
        }
        Assert.Empty(await lab.Catalog.GetSweeps());
    }

    [Fact]
    public async Task ids_that_could_lead_elsewhere_are_refused()
    {
        await using var lab = await TestLab.Start();
        foreach (var id in new[] { "../etc", "A", "a.1", "a/b", "-a", "a\nb", new string('a', 65) })
            Assert.Contains(id, (await Assert.ThrowsAsync<InvalidInputException>(() =>
                lab.Sweep(id).Submit(Definitions.Sweep()))).Message);
    }

    [Fact]
    public async Task what_does_not_exist_is_null_or_named()
    {
        await using var lab = await TestLab.Start();
        Assert.Null(await lab.Sweep("none").GetView());
        Assert.Null(await lab.Experiment("none.1").GetView());
        Assert.Null(await lab.Experiment("none").GetSummary());
        Assert.Null(await lab.Sweep("none").GetDefinition());
        Assert.Null(await lab.Sweep("none").GetSwdCurves());
        Assert.False(await lab.Sweep("none").Exists());
        Assert.Contains(
            "'none'", (await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("none").Cancel())).Message);
    }
}
