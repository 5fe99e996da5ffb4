using PgGanLab.Growth;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Tests.Workers;

public class DeviceListTests
{
    [Fact]
    public void named_devices_are_taken_in_order() =>
        Assert.Equal(["cpu:1", "cpu:0"], DeviceList.Of(" cpu:1 , cpu:0 ", 1).Select(d => d.Name));

    [Fact]
    public void devices_with_plus_signs_are_one_worker()
    {
        var device = Assert.Single(DeviceList.Of("cpu:0 + cpu:1", 1));
        Assert.Equal("cpu:0+cpu:1", device.Name);
        Assert.Equal(["cpu", "cpu"], device.TorchNames);
        Assert.StartsWith("2 x ", device.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fma avx2 avx512f avx512_bf16 amx_bf16", "fast bfloat16 (AMX)")]
    [InlineData("fma avx2 avx512f avx512_bf16", "fast bfloat16 (AVX-512)")]
    [InlineData("fma avx2 avx512f", "slow bfloat16")]
    [InlineData("", "slow bfloat16")]
    public void a_cpu_says_how_fast_bfloat16_is(string flags, string says) =>
        Assert.Equal(says, DeviceList.Bfloat16Of(flags));

    [Fact]
    public void a_cpus_description_ends_with_it() =>
        Assert.EndsWith(" bfloat16", DeviceList.Of("cpu:0", 1)[0].Description.Split(" (")[0], StringComparison.Ordinal);

    [Fact]
    public void without_a_gpu_as_many_trainers_as_fit_share_the_cores()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "This host has a GPU.");
        Assert.Equal(Environment.ProcessorCount, DeviceList.Of("", 1).Length);
        Assert.Equal(["cpu:0"], DeviceList.Of("", 2 * Environment.ProcessorCount).Select(d => d.Name));
    }

    [Fact]
    public void a_cpu_has_no_limit_of_memory_but_the_one_that_is_asked_for()
    {
        Assert.Null(DeviceList.Of("cpu:0", 1).Single().MemoryBytes);
        Assert.All(
            DeviceList.Of("cpu:0,cpu:1+cpu:2", 1, memory: 5_000_000), d => Assert.Equal(5_000_000, d.MemoryBytes));
    }

    [Theory]
    [InlineData("gpu:0", "'gpu:0' is no device; devices are cpu:0, cpu:1, … and cuda:0, cuda:1, ….")]
    [InlineData("cpu:0,cpu:0", "Device cpu:0 stands twice in Lab:Devices; name it once.")]
    [InlineData("cpu:0+cpu:0", "Device cpu:0 stands twice in Lab:Devices; name it once.")]
    [InlineData("cuda:99", "This host has no cuda:99: libtorch sees ")]
    public void what_is_no_device_of_this_host_is_said_in_one_sentence(string named, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<InvalidInputException>(() => DeviceList.Of(named, 1)).Message,
            StringComparison.Ordinal);
}
