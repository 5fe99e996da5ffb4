using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Client;

/// <summary>How a lab's API is asked, and what people are told when it does not answer.</summary>
internal abstract class LabConnection : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri server;
    private readonly string ownerToken;

    /// <param name="server">
    /// The lab's root, such as <c>http://localhost:5080</c> or <c>https://lab.example/prefix</c>.
    /// </param>
    /// <param name="data">Its data directory, where that is known; else what <c>LAB_DATA</c> says, or ./data.</param>
    protected LabConnection(Uri server, string? data)
    {
        this.server = server;
        ownerToken = LabDirectories.Of(data ?? LabCredentials.DataDirectory).OwnerToken;
        Server = server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        IsHere = server.IsLoopback;
        http = new HttpClient(
            new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), UseProxy = !server.IsLoopback })
        {
            BaseAddress = new Uri($"{Server}/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The lab's root without a slash at the end.</summary>
    public string Server { get; }

    /// <summary>Whether the lab runs on this host, so that it sees the same files.</summary>
    public bool IsHere { get; }

    /// <summary>Whether the lab serves.</summary>
    public async Task<bool> IsHealthy(CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(HttpMethod.Get, "health");
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    protected Task<T> Get<T>(string path, CancellationToken cancellationToken) =>
        Read<T>(HttpMethod.Get, path, null, cancellationToken);

    protected async Task<T> Read<T>(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await Send(method, path, content, cancellationToken);
        try
        {
            return (await response.Content.ReadFromJsonAsync<T>(LabJson.Options, cancellationToken))!;
        }
        catch (JsonException e)
        {
            throw new LabException(
                $"What answers at {Server} is no lab of this version: {method} /{path} gave no {typeof(T).Name}.", e);
        }
    }

    protected async Task<LabFile> Open(string path, string otherwiseNamed, CancellationToken cancellationToken) =>
        new(await Send(HttpMethod.Get, path, null, cancellationToken), otherwiseNamed);

    protected async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken,
        string? accept = null)
    {
        using var request = Request(method, path);
        request.Content = content;
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw NoAnswer(e);
        }
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var sentence = response.StatusCode == HttpStatusCode.Unauthorized && request.Headers.Authorization is null
                ? $"The lab at {Server} asks who you are. {LabCredentials.Hint}"
                : await ProblemReader.Sentence(response, cancellationToken);
            throw MayPass(response.StatusCode) ? new LabAwayException(sentence) : new LabException(sentence);
        }
    }

    /// <summary>With the token as it is now: a lab that was started again has another owner's token.</summary>
    private HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, path) { Headers = { Authorization = LabCredentials.For(server, ownerToken) } };

    private LabException NoAnswer(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => new LabAwayException(
            $"No lab answers at {Server}; start one with ./lab up, or name another with --server.", failure),
        HttpRequestError.SecureConnectionError => new LabException(
            $"No encrypted connection to {Server} could be made: "
            + $"{Readable.Clause(failure.InnerException?.Message ?? failure.Message)}. A lab itself speaks plain HTTP; "
            + $"try --server http{Server[Server.IndexOf(':', StringComparison.Ordinal)..]}.", failure),
        _ => new LabAwayException($"The lab at {Server} went away before it answered.", failure),
    };

    private static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    protected async Task<bool> Next(IAsyncEnumerator<SseItem<string>> events, string meanwhile)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw GoneAway(meanwhile, e);
        }
    }

    protected LabAwayException GoneAway(string meanwhile, Exception? cause = null)
    {
        var message = $"The lab at {Server} went away; {meanwhile}.";
        return cause is null ? new LabAwayException(message) : new LabAwayException(message, cause);
    }
}
