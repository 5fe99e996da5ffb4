using Npgsql;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.Hosting;

/// <summary>Exceptions of libraries stay on the host on which they are thrown.</summary>
public sealed class SpokenExceptionsTests
{
    private static readonly NpgsqlException Provider = new("the server hung up");

    public static TheoryData<Exception, bool> Exceptions { get; } = new()
    {
        { new LeaseLostException("late"), true },
        { new TimeoutException("30 s"), true },
        { new SiloUnavailableException("gone"), true },
        { new InvalidInputException("wrong", new IOException("disk")), true },
        { Provider, false },
        { new InvalidInputException("wrong", Provider), false },
        { new AggregateException(new TimeoutException(), Provider), false },
        { new Microsoft.EntityFrameworkCore.DbUpdateException("not saved", Provider), false },
    };

    [Theory, MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void what_a_library_threw_is_told_from_what_every_host_knows(Exception exception, bool isSpoken) =>
        Assert.Equal(isSpoken, SpokenExceptions.IsSpoken(exception));

    [Fact]
    public void callers_get_the_sentence_and_the_labs_own_types_without_what_is_behind_them()
    {
        var failed = Assert.IsType<GrainFailedException>(SpokenExceptions.Spoken(Provider));
        Assert.Equal((Provider.Message, null), (failed.Message, failed.InnerException));
        var refused = Assert.IsType<InvalidInputException>(
            SpokenExceptions.Spoken(new InvalidInputException("wrong", Provider)));
        Assert.Equal(("wrong", null), (refused.Message, refused.InnerException));
    }
}
