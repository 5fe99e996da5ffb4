using System.Net;
using PgGanLab.Dashboard.Alerts;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Alerts;

/// <summary>A lab that tells a webhook what happens.</summary>
public sealed class AlertSenderTests(LabServer lab)
{
    [Fact]
    public async Task the_end_of_a_sweep_is_told_with_its_best_experiment_even_if_it_is_not_taken_at_first()
    {
        lab.Receiver.Answer = 503;
        var sweep = (await lab.Finished).Summary;
        await Eventually(async () => (await lab.Get<WebhookState>("/api/v1/alerts")).Failure is not null
            || Told(sweep.Id).Length > 0);
        lab.Receiver.Answer = 200;
        await Eventually(() => Task.FromResult(Told(sweep.Id).Length > 0));
        Assert.StartsWith(
            $"{sweep.Id}: All its experiments have ended. Best is {sweep.BestExperiment}, SWD × 10³ ",
            Assert.Single(Told(sweep.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_test_is_told_at_once()
    {
        using var answer = await lab.Http.PostAsync("/api/v1/alerts/test", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(lab.Receiver.Taken, m =>
            m.GetProperty("text").GetString() == "This is a test of PgGanLab's alerts.");
        Assert.Equal("127.0.0.1", (await lab.Get<WebhookState>("/api/v1/alerts")).Host);
    }

    private string[] Told(string subject) =>
        [.. lab.Receiver.Taken.SelectMany(m => m.GetProperty("text").GetString()!.Split('\n'))
            .Where(line => line.StartsWith($"{subject}:", StringComparison.Ordinal))];

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }
}
