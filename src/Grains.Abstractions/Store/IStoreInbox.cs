namespace PgGanLab.Grains.Store;

/// <summary>
/// Takes the files that joined hosts bring into the lab's store, in as many pieces as it takes. A file is there when it
/// is whole: its SHA-256 was compared.
/// </summary>
public interface IStoreInbox
{
    /// <summary>How much of a file has come.</summary>
    /// <param name="path">Where it is to lie, relative to the store directory: a file of a lease of a phase.</param>
    /// <param name="sha256">Of the whole file, lower-case hex.</param>
    /// <exception cref="Growth.InvalidInputException">Nothing of a joined host may lie there.</exception>
    ReceivedFile GetReceived(string path, string sha256);

    /// <summary>Takes the next piece, which may break off anywhere.</summary>
    /// <param name="path">As in <see cref="GetReceived"/>.</param>
    /// <param name="sha256">As in <see cref="GetReceived"/>.</param>
    /// <param name="bytes">Size of the whole file.</param>
    /// <param name="offset">Where the piece begins: at what has come.</param>
    /// <param name="content">The piece.</param>
    /// <param name="cancellationToken">Gives up; what has come is kept.</param>
    /// <exception cref="Growth.InvalidInputException">The piece begins elsewhere; or it is longer than what was announced,
    /// or the file that it completes is another one: then nothing of it is kept.</exception>
    Task<ReceivedFile> Receive(
        string path, string sha256, long bytes, long offset, Stream content, CancellationToken cancellationToken);

    /// <summary>Deletes a file that a joined host had brought, and that is on no record any more.</summary>
    /// <param name="path">As in <see cref="GetReceived"/>.</param>
    void Discard(string path);

    /// <summary>Removes what is on no record of a phase that is trained now.</summary>
    Task CleanPhase(string phase);
}

/// <summary>How much of a file has come.</summary>
/// <param name="Bytes">The first so many.</param>
/// <param name="IsWhole">Whether it is in the store.</param>
public sealed record ReceivedFile(long Bytes, bool IsWhole);
