using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosts;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Hosts;

/// <summary>Files that joined hosts bring: in pieces, whole or not there.</summary>
public sealed class StoreInboxTests : IDisposable
{
    private static readonly string Phase = new('a', 64);
    private static readonly string Path = $"{StoreLayout.Lease(Phase, 1)}/000000100.safetensors";
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(3_000_000);
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly TemporaryDirectory data = new();
    private readonly LabDirectories directories;
    private readonly StoreInbox inbox;

    public StoreInboxTests()
    {
        directories = LabDirectories.Of(data.Path);
        inbox = new StoreInbox(directories, new StoreUpkeep(
            Substitute.For<IGrainFactory>(), directories, NullLogger<StoreUpkeep>.Instance));
    }

    [Fact]
    public async Task a_file_comes_in_pieces_and_is_there_when_it_is_whole()
    {
        Assert.Equal(new ReceivedFile(0, false), inbox.GetReceived(Path, Sha256));
        Assert.Equal(new ReceivedFile(1_200_000, false), await Receive(0, 1_200_000));
        Assert.Equal(new ReceivedFile(1_200_000, false), inbox.GetReceived(Path, Sha256));
        Assert.False(File.Exists(directories.Resolve(Path)));
        Assert.Equal(new ReceivedFile(Content.Length, true), await Receive(1_200_000, Content.Length));
        Assert.Equal(Content, await File.ReadAllBytesAsync(directories.Resolve(Path)));
        Assert.Equal(new ReceivedFile(Content.Length, true), inbox.GetReceived(Path, Sha256));
        Assert.Single(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task a_piece_that_begins_elsewhere_is_refused_and_what_came_stays()
    {
        await Receive(0, 1000);
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => Receive(500, 2000));
        Assert.Equal($"1000 bytes of '{Path}' have come; go on there, not at 500.", refusal.Message);
        Assert.Equal(1000, inbox.GetReceived(Path, Sha256).Bytes);
    }

    [Fact]
    public async Task a_file_that_is_not_what_was_announced_leaves_nothing()
    {
        var wrong = (byte[])Content.Clone();
        wrong[7] ^= 1;
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => inbox.Receive(
            Path, Sha256, wrong.Length, 0, new MemoryStream(wrong), CancellationToken.None));
        Assert.Equal($"What came of '{Path}' is not the announced file; send it again.", refusal.Message);
        Assert.Empty(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task more_bytes_than_announced_are_stopped_on_the_way_and_leave_nothing()
    {
        await Receive(0, 1000);
        var endless = new EndlessStream();
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => inbox.Receive(
            Path, Sha256, Content.Length, 1000, endless, CancellationToken.None));
        Assert.Equal(
            $"More came of '{Path}' than the 3000000 bytes that were announced; nothing of it is kept.", refusal.Message);
        Assert.InRange(endless.Taken, Content.Length - 1000, Content.Length + (1 << 21));
        Assert.Empty(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public async Task a_piece_that_begins_outside_of_the_announced_file_is_refused(long offset)
    {
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => inbox.Receive(
            Path, Sha256, 10, offset, new MemoryStream([1]), CancellationToken.None));
        Assert.Equal($"'{Path}' was announced with 10 bytes; no piece begins at {offset}.", refusal.Message);
        Assert.Empty(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../lab.db")]
    [InlineData("/etc/passwd")]
    [InlineData("lab-id")]
    [InlineData("datasets/x/dataset.json")]
    [InlineData("extractors/x.pt")]
    [InlineData("phases/aa/../../lab-id")]
    [InlineData("phases/aa/bb/0001/x")]
    public async Task nothing_is_put_or_deleted_where_no_phase_has_files(string path)
    {
        await Assert.ThrowsAsync<InvalidInputException>(() => inbox.Receive(
            path, Sha256, 1, 0, new MemoryStream([1]), CancellationToken.None));
        Assert.Throws<InvalidInputException>(() => inbox.Discard(path));
        Assert.Throws<InvalidInputException>(() => inbox.GetReceived(path, Sha256));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("..")]
    public async Task a_hash_and_a_key_must_be_ones(string text)
    {
        Assert.Throws<InvalidInputException>(() => inbox.GetReceived(Path, text));
        await Assert.ThrowsAsync<InvalidInputException>(() => inbox.CleanPhase(text));
    }

    public void Dispose() => data.Dispose();

    private Task<ReceivedFile> Receive(int from, int to) => inbox.Receive(
        Path, Sha256, Content.Length, from, new MemoryStream(Content[from..to]), CancellationToken.None);

    /// <summary>Zeros without an end.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        /// <summary>Bytes that were read.</summary>
        public long Taken { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Clear();
            Taken += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
