using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

public sealed class MinibatchSharesTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void every_image_is_in_one_share_and_every_set_whole(int seed)
    {
        var random = new Random(seed);
        var (group, sets, devices) = (random.Next(1, 9), random.Next(1, 9), random.Next(1, 4));
        var minibatch = group * sets;
        var most = random.Next(0, minibatch + 3);

        var shares = MinibatchShares.Of(minibatch, most, group, devices);

        Assert.Equal(Enumerable.Range(0, minibatch).Select(i => (long)i), shares.SelectMany(s => s).Order());
        foreach (var share in shares)
        {
            Assert.True(most == 0 || share.Length <= Math.Max(most, group));
            // Within the share, image n is again in set n mod (sets of the share), as D's layer takes it.
            var inShare = share.Length / group;
            Assert.All(
                Enumerable.Range(0, share.Length), n => Assert.Equal(share[n % inShare] % sets, share[n] % sets));
        }
        Assert.True(shares.Length >= Math.Min(devices, sets));
    }

    [Fact]
    public void an_unlimited_minibatch_on_one_device_is_one_share() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Assert.Single(MinibatchShares.Of(8, 0, 4, 1)));
}
