using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Workers;

public sealed class WorkerChoiceTests
{
    [Fact]
    public void a_choice_survives_being_written_and_read()
    {
        var sweep = Read("""{ "labels": { "site": ["attic", "cellar"], "gpu": "a100" }, "prefer": { "rack": 3 } }""");
        Assert.Equal("gpu=a100, site=attic or cellar", sweep.Workers.Labels.ToString());
        Assert.Equal("rack=3", sweep.Workers.Prefer.ToString());
        Assert.Equal(sweep.Workers, SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString()).Workers);
        Assert.Equal(WorkerChoice.Any, Read("{}").Workers);
    }

    [Theory]
    [InlineData("""{ "label": {} }""", "Unknown key 'label' in workers; did you mean 'labels'?")]
    [InlineData("""{ "labels": { "gpu": {} } }""", "'gpu' in workers.labels must be a value or a list of values")]
    [InlineData("""{ "labels": { "gpu": [] } }""", "'gpu' in workers.labels must be a value or a list of values")]
    [InlineData(
        """{ "labels": { "gpu": "a 100" } }""", "'gpu' in workers.labels is 'a 100'; it must be 1 to 63 letters")]
    [InlineData("""{ "prefer": { "g,u": "a" } }""", "A label in workers.prefer is 'g,u'; it must be 1 to 63 letters")]
    public void what_is_no_choice_gets_one_sentence(string workers, string sentence) => Assert.StartsWith(
        sentence, Assert.Throws<InvalidInputException>(() => Read(workers)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gpu=a100,site=attic", true)]
    [InlineData("gpu=a100,host=x,site=cellar", true)]
    [InlineData("gpu=a100", false)]
    [InlineData("gpu=v100,site=attic", false)]
    [InlineData("", false)]
    public void a_worker_matches_that_has_every_label_with_one_of_its_values(string labels, bool matches) =>
        Assert.Equal(matches, Read("""{ "labels": { "site": ["attic", "cellar"], "gpu": "a100" } }""")
            .Workers.Labels.Matches(labels));

    [Theory]
    [InlineData("gpu", "'gpu' is no label; labels are written gpu=a100,site=attic.")]
    [InlineData("host=x", "Every worker has the label 'host' by itself; choose another name.")]
    [InlineData("gpu=a,gpu=b", "Label 'gpu' stands twice; name it once.")]
    [InlineData("gpu=", "The value of label 'gpu' is ''; it must be 1 to 63 letters")]
    public void labels_that_are_none_get_one_sentence(string labels, string sentence) => Assert.StartsWith(
        sentence, Assert.Throws<InvalidInputException>(() => WorkerLabels.Parse(labels)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void every_worker_has_its_host_and_kind_as_labels() => Assert.Equal(
        "gpu=a100,host=laptop,kind=cuda", WorkerLabels.Of("laptop", "cuda:0", "gpu=a100"));

    [Fact]
    public void a_phase_of_several_sweeps_goes_where_any_of_them_allows_and_rather_where_one_prefers()
    {
        var (first, second) = (
            Read("""{ "labels": { "site": "attic" }, "prefer": { "gpu": "a100" } }""").Workers,
            Read("""{ "labels": { "site": "cellar" } }""").Workers);
        var need = new DeviceNeed(MemoryNeed.None) { Choices = [first, second] };
        Assert.True(need.Allows(Worker("site=attic")) && need.Allows(Worker("site=cellar")));
        Assert.False(need.Allows(Worker("site=garden")) || need.Allows(Worker("")));
        Assert.True(need.Prefers(Worker("gpu=a100,site=attic")));
        Assert.False(need.Prefers(Worker("gpu=a100,site=cellar")) || need.Prefers(Worker("site=attic")));
        Assert.True(DeviceNeed.None.Allows(Worker("")));
    }

    [Fact]
    public void of_the_workers_that_are_allowed_a_preferred_one_is_taken_first()
    {
        var choice = Read("""{ "labels": { "site": "attic" }, "prefer": { "gpu": "a100" } }""").Workers;
        var phase = new ReadyPhase("p", Claim.Of(0), 1, 1, 1, null)
        {
            Need = new DeviceNeed(MemoryNeed.None) { Choices = [choice] },
        };
        var pool = new WorkerPool(
            new("a/cpu:0", Labels: "site=attic"), new("b/cpu:0", Labels: "gpu=a100,site=attic"),
            new("c/cpu:0", Labels: "gpu=a100,site=cellar"));
        Assert.Equal([new Assignment("p", "b/cpu:0")],
            SchedulingRules.Assign(new PhaseQueue(phase), pool, new FairShare([new SweepShare(0, 0)])));
    }

    private static IdleWorker Worker(string labels) => new("a/cpu:0", Labels: labels);

    private static SweepDefinition Read(string workers) =>
        SweepDocument.Read($$"""{ "name": "n", "dataset": "d", "workers": {{workers}} }""");
}
