using PgGanLab.Grains.Access;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Hosting;

/// <summary>Tokens of hosts and programs: told once, kept as a salted hash, gone when revoked.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task a_token_admits_until_it_is_revoked_and_says_who_joined_with_it()
    {
        await using var lab = await TestLab.Start();
        var tokens = lab.Grains.GetGrain<ITokensGrain>(ITokensGrain.Key);
        var made = await tokens.Create(" attic ", LabRole.Join);
        Assert.Equal(("attic", null), (made.Token.Name, made.Token.LastHost));
        Assert.True(await tokens.Admits(made.Secret, null));
        Assert.Null(Assert.Single(await tokens.GetAll()).UsedAt);
        Assert.True(await tokens.Admits(made.Secret, "gpu-1"));
        Assert.Equal(("gpu-1", made.Token.Id), ((await tokens.GetAll())[0].LastHost, (await tokens.GetAll())[0].Id));

        Assert.True(await tokens.Revoke(made.Token.Id));
        Assert.False(await tokens.Revoke(made.Token.Id));
        Assert.False(await tokens.Admits(made.Secret, null));
        Assert.Empty(await tokens.GetAll());
    }

    [Fact]
    public async Task nothing_else_admits_and_nothing_of_a_secret_is_on_record_or_in_texts()
    {
        await using var lab = await TestLab.Start();
        var tokens = lab.Grains.GetGrain<ITokensGrain>(ITokensGrain.Key);
        var (made, other) = (await tokens.Create("a", LabRole.Join), await tokens.Create("b", LabRole.Join));
        var random = made.Secret.Split('_', 3)[2];
        string[] wrong = ["", "lab", "lab__", $"lab_{made.Token.Id}_", $"lab_{made.Token.Id}_{random[..^1]}",
            $"lab_{other.Token.Id}_{random}", $"LAB_{made.Token.Id}_{random}", new string('x', 100_000)];
        foreach (var secret in wrong)
            Assert.False(await tokens.Admits(secret, "gpu-1"));
        Assert.DoesNotContain(random, made.ToString(), StringComparison.Ordinal);
        Assert.All(await lab.Catalog.GetEvents(100), e => Assert.DoesNotContain(random, e.Text, StringComparison.Ordinal));
        var (row, twin) = await lab.Database.Read(async db =>
            (await db.Tokens.FindAsync(made.Token.Id), await db.Tokens.FindAsync(other.Token.Id)));
        Assert.Equal(TokenSecret.Hash(row!.Salt, made.Secret), row.Hash);
        Assert.NotEqual(row.Salt, twin!.Salt);
    }

    [Fact]
    public async Task a_token_of_a_program_is_found_and_admits_no_host()
    {
        await using var lab = await TestLab.Start();
        var tokens = lab.Grains.GetGrain<ITokensGrain>(ITokensGrain.Key);
        var made = await tokens.Create("ci", LabRole.Researcher);
        Assert.False(await tokens.Admits(made.Secret, "gpu-1"));
        Assert.Equal(LabRole.Researcher, (await tokens.Find(made.Secret))!.Role);
        var used = Assert.Single(await tokens.GetAll());
        Assert.Equal((null, true), (used.LastHost, used.UsedAt is not null));
        await tokens.Find(made.Secret);
        Assert.Equal(used, Assert.Single(await tokens.GetAll()));
        Assert.Null(await tokens.Find($"{made.Secret}x"));
        await tokens.Revoke(made.Token.Id);
        Assert.Null(await tokens.Find(made.Secret));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task a_name_that_cant_be_kept_is_refused(string name)
    {
        await using var lab = await TestLab.Start();
        var tokens = lab.Grains.GetGrain<ITokensGrain>(ITokensGrain.Key);
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => tokens.Create(name, LabRole.Viewer));
        Assert.EndsWith("can't be a token's name; use 1 to 64 characters.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await tokens.GetAll());
    }
}
