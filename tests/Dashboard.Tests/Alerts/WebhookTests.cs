using PgGanLab.Dashboard.Alerts;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Dashboard.Tests.Alerts;

public sealed class WebhookTests
{
    [Fact]
    public async Task a_message_says_the_same_to_people_and_programs()
    {
        await using var receiver = new Receiver();
        using var webhook = new Webhook(new AlertOptions(receiver.Address, MayBePrivate: true), TimeProvider.System);
        Assert.Equal(new WebhookState("127.0.0.1", null, null), webhook.State);
        Assert.Null(await webhook.Send(
            ["a", "b"], [new LabEvent(DateTimeOffset.UnixEpoch, "sweep-finished", "s", "It ended.")],
            CancellationToken.None));
        var message = Assert.Single(receiver.Taken);
        Assert.Equal("a\nb", message.GetProperty("text").GetString());
        Assert.Equal("a\nb", message.GetProperty("content").GetString());
        Assert.Equal("sweep-finished", message.GetProperty("events")[0].GetProperty("kind").GetString());
        Assert.NotNull(webhook.State.ToldAt);
        Assert.Null(await webhook.Send([new string('a', 5000)], [], CancellationToken.None));
        Assert.Equal(1901, receiver.Taken.Last().GetProperty("text").GetString()!.Length);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task what_is_not_taken_is_said_without_the_secret(int status)
    {
        await using var receiver = new Receiver();
        receiver.Answer = status;
        using var webhook = new Webhook(new AlertOptions(receiver.Address, MayBePrivate: true), TimeProvider.System);
        var failure = await webhook.Send(["a"], [], CancellationToken.None);
        Assert.Equal($"127.0.0.1 answered {status}.", failure);
        Assert.Equal(failure, webhook.State.Failure);
        receiver.Answer = 200;
        Assert.Null(await webhook.Send(["a"], [], CancellationToken.None));
        Assert.Null(webhook.State.Failure);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task this_host_is_not_reached_unless_that_is_allowed(string host)
    {
        await using var receiver = new Receiver();
        var address = new UriBuilder(receiver.Address) { Host = host }.Uri;
        using var webhook = new Webhook(new AlertOptions(address, MayBePrivate: false), TimeProvider.System);
        Assert.Equal(
            $"{host} can't be reached: {host} is an address of this host or its network; LAB_WEBHOOK_PRIVATE=yes allows "
            + "that.", await webhook.Send(["a"], [], CancellationToken.None));
        Assert.Empty(receiver.Taken);
    }

    [Fact]
    public async Task who_is_not_there_is_one_sentence()
    {
        var receiver = new Receiver();
        var address = receiver.Address;
        await receiver.DisposeAsync();
        using var webhook = new Webhook(new AlertOptions(address, MayBePrivate: true), TimeProvider.System);
        var failure = await webhook.Send(["a"], [], CancellationToken.None);
        Assert.StartsWith("127.0.0.1 can't be reached: ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", failure, StringComparison.Ordinal);
    }
}
