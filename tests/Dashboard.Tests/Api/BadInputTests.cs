using System.Net;
using Microsoft.AspNetCore.Http;
using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>
/// Promise 7 over HTTP: one sentence that says what is wrong, where, and what would be right; nothing stays behind.
/// </summary>
public sealed class BadInputTests(LabServer lab)
{
    [Theory]
    [InlineData("nmae: a\ndataset: tiny", "Unknown key 'nmae' in the sweep; did you mean 'name'?")]
    [InlineData("name: a\ndataset: tiny\nbase: {learningrate: 0.1}",
        "Unknown setting 'learningrate' in base; did you mean 'learningRate'?")]
    [InlineData("name: a\ndataset: tiny\nbase:\n  learningRate: .nan",
        "Line 4: 'learningRate' is .nan; a number must be finite.")]
    [InlineData("name: a\ndataset: tiny\nbase: {learningRate: -0.001}",
        "Setting 'learningRate' in base is -0.001; it must be a number greater than 0 and at most 1.")]
    [InlineData("name: a\ndataset: tiny\nbase: {resolution: 24}",
        "Setting 'resolution' in base is 24; it must be a power of two from 4 to 1024.")]
    [InlineData("name: a\ndataset: tiny\nbase: {resolution: 64}",
        "resolution is 64 px, but the images of dataset 'tiny' have 32 px; choose at most 32.")]
    [InlineData("name: a\ndataset: tiny\nbase: {minibatch: 6}",
        "minibatch at 4 px is 6, which does not divide into minibatchStddevGroup groups of 4; choose a multiple of 4.")]
    [InlineData("name: a\nname: b\ndataset: tiny", "Line 2: the key 'name' stands twice; name it once.")]
    [InlineData("name: a\ndataset: tiny\nsearch: {strategy: random, space: {seed: [1, 2]}}",
        "Strategy random has no end of its own: budget needs maxExperiments.")]
    [InlineData("name: a\ndataset: tiny\nsearch: {space: {resolution: [16, 32]}}",
        "Setting 'resolution' cannot be searched over: runs that differ in it could not be compared; "
        + "put it under base.")]
    [InlineData("name: a\ndataset: tiny\nbase: {learningRate: \"0,5\"}",
        "Setting 'learningRate' in base: '0,5' is no number; write 0.5.")]
    [InlineData("name: a\ndataset: tiny\nnope: 1",
        "Unknown key 'nope' in the sweep; there are name, dataset, preset, base, search, repeats, budget, workers, "
        + "objective, priority and stopping.")]
    [InlineData("name: \"a\\0\"\ndataset: tiny", "Line 1: 'name' holds a NUL character; leave it out.")]
    [InlineData("", "The sweep's file is empty; it needs at least a name and a dataset.")]
    [InlineData("just words", "the sweep must be a mapping of names to values, but is \"just words\".")]
    public async Task a_sweep_that_breaks_a_rule_gets_its_sentence(string yaml, string sentence)
    {
        var before = (await lab.Get<SweepSummary[]>("/api/v1/sweeps")).Length;

        Assert.Equal(
            (HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Post("/api/v1/sweeps", yaml)));
        Assert.Equal((HttpStatusCode.BadRequest, sentence),
            await LabServer.Refusal(await lab.Post("/api/v1/sweeps/preview", yaml)));

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
    [InlineData("{\n  \"name\": \"a\",\n  oops\n}",
        "The JSON is broken at line 3, column 3: 'o' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{\"name\": \"a\", \"base\": {\"learningRate\": NaN}}",
        "The JSON is broken at line 1, column 40: 'N' is an invalid start of a value.")]
    public async Task broken_json_is_refused_with_its_line(string json, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence),
            await LabServer.Refusal(await lab.Post("/api/v1/sweeps", json, "application/json")));

    [Fact]
    public async Task a_huge_body_is_refused() => Assert.Equal(
        (HttpStatusCode.RequestEntityTooLarge, "The body is larger than 1024 KB."),
        await LabServer.Refusal(await lab.Post("/api/v1/sweeps", $"name: {new string('x', 1 << 20)}")));

    [Fact]
    public async Task bytes_that_are_no_text_are_refused()
    {
        using var body =
            new ByteArrayContent([0x6e, 0xff, 0xfe]) { Headers = { ContentType = new("application/yaml") } };
        Assert.Equal((HttpStatusCode.BadRequest, "The sweep's file is not UTF-8 text."),
            await LabServer.Refusal(await lab.Http.PostAsync("/api/v1/sweeps", body)));
    }

    [Fact]
    public async Task another_type_is_refused() => Assert.Equal(
        (HttpStatusCode.UnsupportedMediaType,
            "The body's type 'text/plain' can't be read here; "
            + "send application/json or, for a sweep's file, application/yaml."),
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
        Assert.Equal(
            (HttpStatusCode.NotFound, sentence), await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}")));

    [Fact]
    public async Task a_sample_is_found_by_its_nimg_and_by_nothing_else()
    {
        var best = (await lab.Finished).Summary.BestExperiment;
        foreach (var nimg in (string[])["7", "-1", "..%2f..%2flab.db", "999999999999999999999"])
            Assert.Equal((HttpStatusCode.NotFound, $"Experiment '{best}' has no sample grid at that nimg."),
                await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/experiments/{best}/samples/{nimg}")));
    }

    [Fact]
    public async Task a_missing_sweep_cannot_be_cancelled() => Assert.Equal(
        (HttpStatusCode.NotFound, "There is no sweep 'none'."),
        await LabServer.Refusal(await lab.Http.PostAsync("/api/v1/sweeps/none/cancel", null)));

    [Theory]
    [InlineData("""{"name": "x", "kind": "no-such-kind"}""")]
    [InlineData("""{"name": "../x", "kind": "fashion-mnist"}""")]
    [InlineData("""{"name": ""}""")]
    [InlineData("[]")]
    [InlineData("")]
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
        (HttpStatusCode.MethodNotAllowed, "/api/v1/workers does not take DELETE; /api lists what there is."),
        await LabServer.Refusal(await lab.Http.DeleteAsync("/api/v1/workers")));

    [Theory]
    [InlineData(
        """{"name": "x", "framming": "fit"}""", "Unknown property 'framming' in the body; did you mean 'framing'?")]
    [InlineData("""{"name": "x", "label": "none"}""", "Unknown property 'label' in the body; did you mean 'labels'?")]
    [InlineData("""{"name": "x", "Name": "y"}""", "Property 'name' stands twice in the body; name it once.")]
    [InlineData("""{"name": "x", "resolution": "64"}""", "'resolution' in the body: '64' is a text; write 64.")]
    [InlineData("""{"name": "x", "resolution": "6,4"}""", "'resolution' in the body: '6,4' is no number; write 6.4.")]
    [InlineData("""{"name": "x", "resolution": 6.4}""", "'resolution' in the body is 6.4; it must be a whole number.")]
    [InlineData("""{"name": {}}""", "'name' in the body is {}; it must be a text.")]
    [InlineData("""{"name": "x",}""",
        "The JSON is broken at line 1, column 14: "
        + "the JSON object contains a trailing comma at the end which is not supported in this mode.")]
    [InlineData("[]", "The body must be an object of names and values, but is [].")]
    [InlineData("""{"name": "\ud800"}""", "A text in 'name' holds half a character (a lone surrogate); leave it out.")]
    [InlineData("""{"name": "x\u0000"}""", "A text in 'name' holds a NUL character; leave it out.")]
    public async Task a_body_that_says_something_else_is_refused_by_name(string json, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence),
            await LabServer.Refusal(await lab.Post("/api/v1/datasets", json, "application/json")));

    [Fact]
    public async Task a_text_in_a_level_is_refused_by_name_too() => Assert.Equal(
        (HttpStatusCode.BadRequest, "Unknown property 'levle' in the body; did you mean 'level'?"),
        await LabServer.Refusal(await lab.Http.PutAsync(
            "/api/v1/log-level", new StringContent("""{"levle": "debug"}""", null, "application/json"))));

    [Fact]
    public async Task a_huge_value_is_not_repeated_whole()
    {
        foreach (var (path, body, type) in ((string, string, string)[])
            [
                ("sweeps",
                    $"name: a\ndataset: tiny\nbase: {{learningRate: {new string('x', 900_000)}}}", "application/yaml"),
                ("sweeps", $"name: a\ndataset: {new string('x', 900_000)}", "application/yaml"),
                ("sweeps", $"name: a\n{new string('x', 900_000)}: 1", "application/yaml"),
                ("datasets", $$"""{"name": "x", "resolution": "{{new string('x', 900_000)}}"}""", "application/json"),
                ("datasets", $$"""{"name": "x", "framing": "{{new string('x', 900_000)}}"}""", "application/json"),
            ])
            Assert.InRange(
                (await LabServer.Refusal(await lab.Post($"/api/v1/{path}", body, type))).Detail.Length, 20, 4000);
    }

    [Fact]
    public async Task chunks_without_a_size_are_a_bad_request() => await Assert.ThrowsAsync<BadHttpRequestException>(
        () =>
            RequestBody.ReadText(new DefaultHttpContext { Request = { Body = new BrokenBody() } }.Request, "The body"));

    [Theory]
    [InlineData(
        "presets/v2-1gpu/sweep?dataset=tiny&kimgs=5", "Unknown parameter 'kimgs' in the address; did you mean 'kimg'?")]
    [InlineData("presets/v2-1gpu/sweep?dataset=tiny&kimg=1,5", "kimg: '1,5' is no number; write 1.5.")]
    [InlineData("presets/v2-1gpu/sweep?dataset=tiny&kimg=1000,5", "kimg: '1000,5' is no number; write 1000.5.")]
    [InlineData(
        "presets/v2-1gpu/sweep?dataset=tiny&kimg=1&kimg=2", "'kimg' stands twice in the address; name it once.")]
    [InlineData("presets/v2-1gpu/sweep?kimg=1", "'dataset' is missing in the address; add dataset=….")]
    [InlineData(
        "presets/v2-1gpu/sweep?dataset=tiny&name=%00", "'name' in the address holds a NUL character; leave it out.")]
    [InlineData("datasets/tiny/preview?column=2", "Unknown parameter 'column' in the address; did you mean 'columns'?")]
    [InlineData("datasets/tiny/preview?zoom=2",
        "Unknown parameter 'zoom' in the address; there are resolution, columns and rows.")]
    [InlineData("workers?all=true", "Unknown parameter 'all' in the address; none is taken here.")]
    [InlineData("events?most=many", "most: 'many' is no number; it must be a whole number.")]
    [InlineData("events?most=99999999999", "most: '99999999999' is too large.")]
    [InlineData("experiments/none.1/ticks?maxPoints=1,000",
        "maxPoints: '1,000' is no number; write 1000, or 1.000 for the fraction.")]
    public async Task what_the_address_says_is_read_or_refused(string path, string sentence) =>
        Assert.Equal(
            (HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}")));

    [Fact]
    public void names_may_look_like_numbers_and_keys_without_a_value_count_for_nothing()
    {
        var sweep = SweepBody.FromYaml(
            "name: 008\ndataset: true\npreset:\nbase:\n  # nothing yet\nsearch: ~\nrepeats:\nbudget:\n");
        Assert.Equal(new SweepDefinition("008", "true", SettingList.Empty, SearchSpace.Empty, 1,
            SweepDefinition.ExperimentLimit), sweep);
    }

    [Fact]
    public async Task a_preview_says_what_has_no_effect() => Assert.Contains(
        "r1Weight has no effect: only loss logistic has an R1 penalty.",
        await (await lab.Post("/api/v1/sweeps/preview",
            "name: a\ndataset: tiny\nbase: {resolution: 16, r1Weight: 3}")).Content.ReadAsStringAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("events?most=0")]
    [InlineData("events?most=many")]
    public async Task a_number_out_of_range_is_refused(string path) =>
        Assert.Equal(
            HttpStatusCode.BadRequest, (await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}"))).Status);

    /// <summary>As Kestrel's body is where a chunk's size is ffffffffffffffff.</summary>
    private sealed class BrokenBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Bad chunk size data.");
    }
}
