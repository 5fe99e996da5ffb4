using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using PgGanLab.Grains;
using PgGanLab.Grains.Hosts;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Model.Storage;

namespace PgGanLab.Silo.Hosts;

/// <summary>
/// What a joined host asks of its lab host over HTTP, with its token: to be invited, and files. Files move in as many
/// pieces as it takes, and are compared with their SHA-256.
/// </summary>
internal sealed class LabHostClient : IDisposable
{
    private const string Root = "api/v1/hosts";
    private const int BufferBytes = 1 << 20;

    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(5);

    /// <summary>A transfer of which nothing moves for so long is begun anew where it stands.</summary>
    private static readonly TimeSpan MovesWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    /// <param name="labHost">The lab host's address, as people give it.</param>
    /// <param name="token">The secret of a token.</param>
    public LabHostClient(Uri labHost, string token)
    {
        LabHost = labHost;
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = ConnectsWithin,
            UseProxy = !labHost.IsLoopback,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = new Uri($"{labHost.GetLeftPart(UriPartial.Path).TrimEnd('/')}/"),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    public Uri LabHost { get; }

    /// <summary>Asks for all that is needed to join.</summary>
    /// <exception cref="InvalidInputException">The lab host refuses; its sentence.</exception>
    /// <exception cref="HttpRequestException">It does not answer now.</exception>
    public async Task<HostInvitation> Join(HostRequest request, CancellationToken cancellationToken)
    {
        using var patience = new Patience(MovesWithin, cancellationToken);
        using var answer = await http.PostAsJsonAsync(Root, request, LabJson.Options, patience.Token);
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
            throw new InvalidInputException(await Sentence(answer, patience.Token));
        await Require(answer, patience.Token);
        return await answer.Content.ReadFromJsonAsync<HostInvitation>(LabJson.Options, patience.Token)
            ?? throw new InvalidInputException($"What answers at {LabHost} is no lab host of this version.");
    }

    /// <summary>The address of this host from which it reaches the lab host.</summary>
    /// <exception cref="SocketException">It can't.</exception>
    public async Task<IPAddress> OwnAddress(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(LabHost.DnsSafeHost, LabHost.Port, cancellationToken);
        var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>Fetches a file of the store, from where an earlier try broke off.</summary>
    /// <param name="path">Relative to the store directory.</param>
    /// <param name="sha256">Of the file; null where nobody knows it.</param>
    /// <param name="target">Full path; the file is there when it is whole.</param>
    /// <param name="cancellationToken">Gives up; what has come is kept.</param>
    /// <returns>False where the lab host has no such file.</returns>
    /// <exception cref="InvalidDataException">The lab host has another content under that path.</exception>
    /// <exception cref="HttpRequestException">It does not answer now.</exception>
    /// <exception cref="FileNotWrittenException">This host's disk has no room.</exception>
    public async Task<bool> Fetch(string path, string? sha256, string target, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            return await FetchPart(path, sha256, target, $"{target}.part", cancellationToken);
        }
        catch (IOException e) when (DiskFullException.IsBehind(e))
        {
            throw new FileNotWrittenException($"File '{target}' could not be stored: {Readable.Clause(e.Message)}.", e);
        }
    }

    /// <summary>Brings a file into the lab's store, from where an earlier try broke off.</summary>
    /// <param name="path">Where it lies there, relative to the store directory.</param>
    /// <param name="source">Full path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">The lab host does not answer now.</exception>
    public async Task Bring(string path, string source, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes,
            FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await HashedCopy.Read(file, hash, cancellationToken);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        using var patience = new Patience(MovesWithin, cancellationToken);
        var received = await GetReceived(path, sha256, patience.Token);
        if (received.IsWhole)
            return;
        file.Position = Math.Min(received.Bytes, file.Length);
        using var content = new PieceContent(file, patience.Renew);
        using var answer = await http.PutAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Root}/files/{path}?sha256={sha256}&bytes={file.Length}&offset={file.Position}"), content, patience.Token);
        await Require(answer, patience.Token);
    }

    /// <summary>Deletes a file that this host had brought.</summary>
    public Task Discard(string path, CancellationToken cancellationToken) =>
        Send(HttpMethod.Delete, $"{Root}/files/{path}", cancellationToken);

    /// <summary>Has the lab host remove what is on no record of a phase.</summary>
    public Task CleanPhase(string phase, CancellationToken cancellationToken) =>
        Send(HttpMethod.Post, $"{Root}/phases/{phase}/clean", cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<bool> FetchPart(
        string path, string? sha256, string target, string part, CancellationToken cancellationToken)
    {
        if (sha256 is null)
            File.Delete(part);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = new FileStream(
            part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous))
        {
            await HashedCopy.Read(file, hash, cancellationToken);
            using var patience = new Patience(MovesWithin, cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/files/{path}");
            if (file.Length > 0)
                request.Headers.Range = new RangeHeaderValue(file.Length, null);
            using var answer = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return false;
            if (answer.StatusCode == HttpStatusCode.OK && file.Length > 0)      // it begins anew
            {
                file.SetLength(0);
                hash.GetHashAndReset();
            }
            if (answer.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)   // else all of it has come
            {
                await Require(answer, patience.Token);
                await using var content = await answer.Content.ReadAsStreamAsync(patience.Token);
                await HashedCopy.Copy(content, file, hash, patience.Renew, patience.Token);
            }
            file.Flush(flushToDisk: true);
        }
        var came = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (sha256 is not null && came != sha256)
        {
            File.Delete(part);
            throw new InvalidDataException(
                $"The lab host's '{path}' is damaged: its SHA-256 is {came}, not {sha256}.");
        }
        WholeFile.Adopt(part, target);
        return true;
    }

    private async Task<ReceivedFile> GetReceived(string path, string sha256, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"{Root}/received/{path}?sha256={sha256}", cancellationToken);
        await Require(answer, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<ReceivedFile>(LabJson.Options, cancellationToken))!;
    }

    private async Task Send(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var patience = new Patience(MovesWithin, cancellationToken);
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, patience.Token);
        await Require(answer, patience.Token);
    }

    /// <summary>Refusals of what was asked are final; other failures may pass.</summary>
    private static async Task Require(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var sentence = await Sentence(answer, cancellationToken);
        throw answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound
            ? new InvalidInputException(sentence)
            : new HttpRequestException(sentence, null, answer.StatusCode);
    }

    private static async Task<string> Sentence(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(LabJson.Options, cancellationToken);
            if (problem?.Detail is { Length: > 0 } detail)
                return detail;
        }
        catch (System.Text.Json.JsonException)
        {
            return $"{answer.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)} is no lab host: it "
                + $"answered {(int)answer.StatusCode}.";
        }
        return $"The lab host answered {(int)answer.StatusCode}.";
    }

    private sealed record Problem(string? Detail);

    /// <summary>Gives up when nothing has moved for a while.</summary>
    private sealed class Patience : IDisposable
    {
        private readonly CancellationTokenSource source;
        private readonly TimeSpan within;

        public Patience(TimeSpan within, CancellationToken stop)
        {
            this.within = within;
            source = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Renew();
        }

        public CancellationToken Token => source.Token;

        public void Renew() => source.CancelAfter(within);

        public void Dispose() => source.Dispose();
    }

    /// <summary>The rest of a file, in pieces.</summary>
    private sealed class PieceContent(FileStream file, Action moved) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            var buffer = new byte[BufferBytes];
            for (int read; (read = await file.ReadAsync(buffer, cancellationToken)) > 0; moved())
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = file.Length - file.Position;
            return true;
        }
    }
}
