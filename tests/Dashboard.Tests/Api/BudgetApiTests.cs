using System.Net;
using System.Net.Http.Json;
using System.Text;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class BudgetApiTests(LabServer lab)
{
    [Fact]
    public async Task a_budget_is_read_from_yaml_shown_changed_and_refused_with_a_sentence()
    {
        var yaml = LabServer.TinySweep.Replace("name: tiny", "name: limited", StringComparison.Ordinal)
            + "\nbudget:\n  kimg: 1000\n  until: 07:30\n";
        using var answer = await lab.Post("/api/v1/sweeps", yaml);
        var sweep = (await answer.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options))!;
        Assert.Equal(1000, sweep.Budget.Kimg);
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2} 07:30:00 [+-][0-9]{2}:[0-9]{2}$", sweep.Budget.Until!);

        Assert.Equal((HttpStatusCode.BadRequest, "Unknown key 'kimgs' in the budget; did you mean 'kimg'?"),
            await LabServer.Refusal(await Put(sweep.Id, """{"kimgs": 1}""")));
        Assert.Equal((HttpStatusCode.NotFound, "There is no sweep 'none'."),
            await LabServer.Refusal(await Put("none", """{"kimg": 1}""")));
        using var changed = await Put(sweep.Id, """{"kimg": 5000}""");
        if (changed.IsSuccessStatusCode)
            Assert.Equal(new SweepBudget { Kimg = 5000 },
                (await changed.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options))!.Budget);
        else
            Assert.EndsWith(
                "has finished; a budget has no effect on it any more.", (await LabServer.Refusal(changed)).Detail);
    }

    private Task<HttpResponseMessage> Put(string id, string body) => lab.Http.PutAsync(
        $"/api/v1/sweeps/{id}/budget", new StringContent(body, Encoding.UTF8, "application/json"));
}
