using Microsoft.Extensions.Configuration;
using PgGanLab.Growth;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Tests.Hosting;

public class LabOptionsTests
{
    [Fact]
    public void options_are_read_from_the_section_and_the_rest_are_defaults()
    {
        var options = Read(
            ("Lab:DataDirectory", "elsewhere"), ("Lab:Devices", "cpu:0,cpu:1"), ("Lab:SnapshotSeconds", "0.5"));
        Assert.Equal(("elsewhere", "cpu:0,cpu:1", 0.5, 1),
            (options.DataDirectory, options.Devices, options.SnapshotSeconds, options.ThreadsPerWorker));
        Assert.Equal(Path.GetFullPath(Path.Combine("elsewhere", "store")), Path.GetFullPath(options.Directories.Store));
    }

    [Theory]
    [InlineData("Lab:SnapshotSecond", "5", "Unknown option Lab:SnapshotSecond; did you mean 'SnapshotSeconds'?")]
    [InlineData("Lab:WorkerMemoryMb", "-1", "Option Lab:WorkerMemoryMb is '-1'; it must be 0 or more megabytes.")]
    [InlineData("Lab:PhasesPerDevice", "0", "Option Lab:PhasesPerDevice is '0'; it must be 1 to 16.")]
    [InlineData("Lab:PhasesPerDevice", "17", "Option Lab:PhasesPerDevice is '17'; it must be 1 to 16.")]
    [InlineData("Lab:ThreadsPerWorker", "0", "Option Lab:ThreadsPerWorker is '0'; it must be 1 to 256.")]
    [InlineData("Lab:SnapshotSeconds", "NaN", "Option Lab:SnapshotSeconds is 'NaN'; it must be 0.1 to 3600 seconds.")]
    [InlineData("Lab:HostName", "My Host",
        "Option Lab:HostName is 'My Host'; a host name has 1 to 63 lower-case letters, digits, dots and dashes.")]
    [InlineData("Lab:Cluster", "lab",
        "Option Lab:StoreDirectory is wrong; a cluster needs a directory that all its hosts share.")]
    public void what_is_wrong_is_said_in_one_sentence(string key, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => Read((key, value))).Message);

    [Fact]
    public void a_value_of_the_wrong_kind_is_named() =>
        Assert.Contains("Lab:ThreadsPerWorker",
            Assert.Throws<InvalidInputException>(() => Read(("Lab:ThreadsPerWorker", "two"))).Message,
            StringComparison.Ordinal);

    private static LabOptions Read(params (string Key, string Value)[] values) =>
        LabOptions.From(new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build());
}
