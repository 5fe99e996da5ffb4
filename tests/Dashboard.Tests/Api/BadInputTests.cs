using System.Net;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>Promise 7 over HTTP: one sentence that says what is wrong, where, and what would be right; nothing stays behind.</summary>
public sealed class BadInputTests(LabServer lab)
{
    [Theory]
    [InlineData("nmae: a\ndataset: tiny", "Unknown key 'nmae' in the sweep; did you mean 'name'?")]
    [InlineData("name: a\ndataset: tiny\nbase: {learningrate: 0.1}", "Unknown setting 'learningrate' in base; did you mean 'learningRate'?")]
    [InlineData("name: a\ndataset: tiny\nbase:\n  learningRate: .nan", "Line 4: 'learningRate' is .nan; a number must be finite.")]
    [InlineData("name: a\ndataset: tiny\nbase: {learningRate: -0.001}", "Setting 'learningRate' in base is -0.001; it must be a number greater than 0 and at most 1.")]
    [InlineData("name: a\ndataset: tiny\nbase: {resolution: 24}", "Setting 'resolution' in base is 24; it must be a power of two from 4 to 1024.")]
    [InlineData("name: a\ndataset: tiny\nbase: {resolution: 64}", "resolution is 64 px, but the images of dataset 'tiny' have 32 px; choose at most 32.")]
    [InlineData("name: a\ndataset: tiny\nbase: {minibatch: 6}", "minibatch at 4 px is 6, which does not divide into minibatchStddevGroup groups of 4; choose a multiple of 4.")]
    [InlineData("name: a\nname: b\ndataset: tiny", "Line 2: the key 'name' stands twice; name it once.")]
    [InlineData("name: a\ndataset: tiny\nsearch: {strategy: random, space: {seed: [1, 2]}}", "A random search has no end of its own: budget needs maxExperiments.")]
    [InlineData("name: a\ndataset: tiny\nsearch: {space: {resolution: [16, 32]}}", "Setting 'resolution' cannot be searched over: runs that differ in it could not be compared; put it under base.")]
    [InlineData("", "The sweep's file is empty; it needs at least a name and a dataset.")]
    [InlineData("just words", "the sweep must be a mapping of names to values, but is \"just words\".")]
    public async Task a_sweep_that_breaks_a_rule_gets_its_sentence(string yaml, string sentence)
    {
        var before = (await lab.Get<SweepSummary[]>("/api/v1/sweeps")).Length;

        Assert.Equal((HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Post("/api/v1/sweeps", yaml)));
        Assert.Equal((HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Post("/api/v1/sweeps/preview", yaml)));

        Assert.DoesNotContain(await lab.Get<SweepSummary[]>("/api/v1/sweeps"), s => s.Name is "a" or "b");
        Assert.True((await lab.Get<SweepSummary[]>("/api/v1/sweeps")).Length >= before);
    }

    [Fact]
    public async Task an_unknown_dataset_is_named_with_those_that_there_are()
    {
        var (status, detail) = await LabServer.Refusal(await lab.Post("/api/v1/sweeps", "name: a\ndataset: celeba"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("'celeba'", detail, StringComparison.Ordinal);
        Assert.Contains("tiny", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task broken_yaml_is_refused_with_its_line()
    {
        Assert.Equal(
            (HttpStatusCode.BadRequest, "The YAML is broken after line 2: a bracket is not closed."),
            await LabServer.Refusal(await lab.Post("/api/v1/sweeps", "name: a\nbase: [1, 2\ndataset: x")));
    }

    [Theory]
    [InlineData("{\n  \"name\": \"a\",\n  oops\n}", "The JSON is broken at line 3, column 3.")]
    [InlineData("{\"name\": \"a\", \"base\": {\"learningRate\": NaN}}", "The JSON is broken at line 1, column 40.")]
    public async Task broken_json_is_refused_with_its_line(string json, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Post("/api/v1/sweeps", json, "application/json")));

    [Fact]
    public async Task a_huge_body_is_refused() => Assert.Equal(
        (HttpStatusCode.RequestEntityTooLarge, "The body is larger than 1024 KB."),
        await LabServer.Refusal(await lab.Post("/api/v1/sweeps", $"name: {new string('x', 1 << 20)}")));

    [Fact]
    public async Task bytes_that_are_no_text_are_refused()
    {
        using var body = new ByteArrayContent([0x6e, 0xff, 0xfe]) { Headers = { ContentType = new("application/yaml") } };
        Assert.Equal((HttpStatusCode.BadRequest, "The sweep's file is not UTF-8 text."), await LabServer.Refusal(await lab.Http.PostAsync("/api/v1/sweeps", body)));
    }

    [Fact]
    public async Task another_type_is_refused() => Assert.Equal(
        (HttpStatusCode.UnsupportedMediaType, "The body's type 'text/plain' can't be read here; send application/json or, for a sweep's file, application/yaml."),
        await LabServer.Refusal(await lab.Post("/api/v1/sweeps", "name: a", "text/plain")));

    [Theory]
    [InlineData("sweeps/none", "There is no sweep 'none'.")]
    [InlineData("sweeps/none/best", "There is no sweep 'none'.")]
    [InlineData("sweeps/none/definition", "There is no sweep 'none'.")]
    [InlineData("sweeps/none/swd", "There is no sweep 'none'.")]
    [InlineData("sweeps/none/watch", "There is no sweep 'none'.")]
    [InlineData("experiments/none.1", "There is no experiment 'none.1'.")]
    [InlineData("experiments/none.1/ticks", "There is no experiment 'none.1'.")]
    [InlineData("experiments/none.1/generator", "There is no experiment 'none.1'.")]
    [InlineData("experiments/none/samples/latest", "There is no experiment 'none'.")]
    [InlineData("experiments/..%2f..%2f..%2fetc%2fpasswd", "There is no experiment '..%2f..%2f..%2fetc%2fpasswd'.")]
    [InlineData("experiments/%2e%2e%5csecret/generator", "There is no experiment '..\\secret'.")]
    [InlineData("nothing", "There is no /api/v1/nothing in this API; /api lists what there is.")]
    public async Task what_is_not_there_is_named(string path, string sentence) =>
        Assert.Equal((HttpStatusCode.NotFound, sentence), await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}")));

    [Fact]
    public async Task a_sample_is_found_by_its_nimg_and_by_nothing_else()
    {
        var best = (await lab.Finished).Summary.BestExperiment;
        foreach (var nimg in (string[])["7", "-1", "..%2f..%2flab.db", "999999999999999999999"])
            Assert.Equal((HttpStatusCode.NotFound, $"Experiment '{best}' has no sample grid at that nimg."), await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/experiments/{best}/samples/{nimg}")));
    }

    [Fact]
    public async Task a_missing_sweep_cannot_be_cancelled() => Assert.Equal(
        (HttpStatusCode.NotFound, "There is no sweep 'none'."), await LabServer.Refusal(await lab.Http.PostAsync("/api/v1/sweeps/none/cancel", null)));

    [Theory]
    [InlineData("""{"name": "x", "kind": "no-such-kind"}""")]
    [InlineData("""{"name": "../x", "kind": "fashion-mnist"}""")]
    [InlineData("""{"name": ""}""")]
    [InlineData("{}")]
    [InlineData("oops")]
    public async Task a_dataset_that_cannot_be_prepared_is_refused(string json)
    {
        var (status, detail) = await LabServer.Refusal(await lab.Post("/api/v1/datasets", json, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.EndsWith(".", detail.Replace("?", ".", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_method_that_does_not_fit_is_refused() => Assert.Equal(
        (HttpStatusCode.MethodNotAllowed, "/api/v1/workers does not take DELETE; /api lists what there is."), await LabServer.Refusal(await lab.Http.DeleteAsync("/api/v1/workers")));

    [Theory]
    [InlineData("events?most=0")]
    [InlineData("events?most=many")]
    public async Task a_number_out_of_range_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}"))).Status);
}
