using System.Net.Sockets;

namespace PgGanLab.Cli.Client;

/// <summary>A file that a lab hands out, not yet read.</summary>
internal sealed class LabFile(HttpResponseMessage response, string otherwiseNamed) : IDisposable
{
    /// <summary>The name that the lab proposes; never a path.</summary>
    public string Name => response.Content.Headers.ContentDisposition is { } proposed
        && Path.GetFileName((proposed.FileNameStar ?? proposed.FileName)?.Trim('"')) is { Length: > 0 } name
        ? name
        : otherwiseNamed;

    /// <summary>Writes all of it to <paramref name="target"/>.</summary>
    /// <exception cref="LabException">It broke off.</exception>
    /// <exception cref="IOException">The target can't be written.</exception>
    public async Task CopyTo(Stream target, CancellationToken cancellationToken)
    {
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            await source.CopyToAsync(target, cancellationToken);
        }
        catch (IOException e) when (e is HttpIOException || e.InnerException is SocketException)
        {
            throw new LabException($"The download of {Name} broke off; nothing of it was kept.", e);
        }
    }

    /// <summary>All of it, of a file that is small.</summary>
    /// <exception cref="LabException">It broke off.</exception>
    public async Task<byte[]> Read(CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await CopyTo(content, cancellationToken);
        return content.ToArray();
    }

    public void Dispose() => response.Dispose();
}
