using System.Collections.Immutable;
using PgGanLab.Grains;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Alerts;

/// <summary>
/// Sends alerts to the address that <see cref="AlertOptions"/> names: JSON whose <c>text</c> Slack, Mattermost and Teams
/// show and whose <c>content</c> Discord shows, with the events themselves beside them.
/// </summary>
internal sealed class Webhook : IDisposable
{
    /// <summary>Discord's limit, less than the others'.</summary>
    private const int LongestText = 1900;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AlertOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public Webhook(AlertOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        State = new WebhookState(options.Webhook?.Host, null, null);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        if (!options.MayBePrivate)
            handler.ConnectCallback = PublicAddresses.Connect;
        http = new HttpClient(handler) { Timeout = Patience };
    }

    /// <summary>How it stands, without the secret in its address.</summary>
    public WebhookState State { get; private set; }

    /// <summary>Sends one message.</summary>
    /// <param name="lines">What people read, a line each.</param>
    /// <param name="events">What programs read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null, or why it was not taken: one sentence.</returns>
    public async Task<string?> Send(
        IReadOnlyList<string> lines, ImmutableArray<LabEvent> events, CancellationToken cancellationToken)
    {
        var address = options.Webhook ?? throw new InvalidOperationException("No webhook is set.");
        var text = string.Join('\n', lines);
        if (text.Length > LongestText)
            text = $"{text.AsSpan(0, LongestText)}…";
        var failure = await Post(address, new { text, content = text, events }, cancellationToken);
        State = failure is null
            ? new WebhookState(address.Host, clock.GetUtcNow(), null)
            : State with { Failure = failure };
        return failure;
    }

    /// <summary>Sends a message that says that it is a test.</summary>
    /// <returns>Null, or why nobody was told: one sentence.</returns>
    public async Task<string?> SendTest(CancellationToken cancellationToken) => options.Webhook is null
        ? $"Nobody is told of anything; start the lab with {AlertOptions.Variable}, the address of a webhook."
        : await Send(["This is a test of PgGanLab's alerts."], [], cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<string?> Post(Uri address, object message, CancellationToken cancellationToken)
    {
        try
        {
            using var body = JsonContent.Create(message, options: LabJson.Options);
            await body.LoadIntoBufferAsync(cancellationToken);                  // a length: not everyone takes chunks
            using var answer = await http.PostAsync(address, body, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"{address.Host} answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException e)
        {
            return $"{address.Host} can't be reached: {Readable.Clause(e.GetBaseException().Message)}.";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{address.Host} did not answer within {Patience.TotalSeconds:F0} s.";
        }
    }
}

/// <summary>How alerts stand.</summary>
/// <param name="Host">Who gets them; null where nobody does.</param>
/// <param name="ToldAt">When the last one was taken; null before the first.</param>
/// <param name="Failure">Why the last one was not taken; null where it was.</param>
internal sealed record WebhookState(string? Host, DateTimeOffset? ToldAt, string? Failure);
