using System.Security.Cryptography;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Model.Storage;
using PgGanLab.Silo.Store;

namespace PgGanLab.Silo.Hosts;

/// <inheritdoc cref="IStoreInbox"/>
internal sealed class StoreInbox(LabDirectories directories, StoreUpkeep upkeep) : IStoreInbox
{
    private const int BufferBytes = 1 << 20;

    /// <inheritdoc/>
    public ReceivedFile GetReceived(string path, string sha256)
    {
        var (whole, part) = Places(path, sha256);
        if (File.Exists(whole))
            return new ReceivedFile(new FileInfo(whole).Length, IsWhole: true);
        return new ReceivedFile(File.Exists(part) ? new FileInfo(part).Length : 0, IsWhole: false);
    }

    /// <inheritdoc/>
    public async Task<ReceivedFile> Receive(
        string path, string sha256, long bytes, long offset, Stream content, CancellationToken cancellationToken)
    {
        var (whole, part) = Places(path, sha256);
        if (File.Exists(whole))
            return new ReceivedFile(bytes, IsWhole: true);
        if (offset < 0 || offset > bytes)
            throw new InvalidInputException($"'{path}' was announced with {bytes} bytes; no piece begins at {offset}.");
        var isTooLong = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(part)!);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(
                part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, BufferBytes, FileOptions.Asynchronous))
            {
                if (file.Length != offset)
                    throw new InvalidInputException(
                        $"{file.Length} bytes of '{path}' have come; go on there, not at {offset}.");
                await HashedCopy.Read(file, hash, cancellationToken);
                await HashedCopy.Copy(content, file, hash, () =>
                {
                    if (isTooLong = file.Length > bytes)
                        throw new InvalidInputException(
                            $"More came of '{path}' than the {bytes} bytes that were announced; nothing of it is kept.");
                }, cancellationToken);
                if (file.Length < bytes)
                    return new ReceivedFile(file.Length, IsWhole: false);
                file.Flush(flushToDisk: true);
            }
            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
            {
                File.Delete(part);
                throw new InvalidInputException($"What came of '{path}' is not the announced file; send it again.");
            }
            WholeFile.Adopt(part, whole);
            return new ReceivedFile(bytes, IsWhole: true);
        }
        catch (IOException e) when (DiskFullException.IsBehind(e))
        {
            throw new DiskFullException(DiskFullException.Sentence(directories.Store, bytes - offset), e);
        }
        finally
        {
            if (isTooLong)
                File.Delete(part);
        }
    }

    /// <inheritdoc/>
    public void Discard(string path) => File.Delete(Places(path, new string('0', 64)).Whole);

    /// <inheritdoc/>
    public Task CleanPhase(string phase) => IsSha256(phase)
        ? upkeep.CleanPhase(phase)
        : throw new InvalidInputException($"'{InputText.Shown(phase)}' is no phase.");

    private (string Whole, string Part) Places(string path, string sha256)
    {
        if (!StoreLayout.IsPlain(path) || StoreLayout.LeaseOf(path) is null)
            throw new InvalidInputException($"'{InputText.Shown(path)}' is no place for a file of a phase.");
        if (!IsSha256(sha256))
            throw new InvalidInputException(
                $"sha256 is '{InputText.Shown(sha256)}'; it must have 64 lower-case hex digits.");
        var whole = directories.Resolve(path);
        return (whole, $"{whole}.{sha256[..12]}.part");
    }

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
