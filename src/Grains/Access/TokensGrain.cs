using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Access;

/// <summary>Keeps the tokens on record.</summary>
[LabHostOnly]
internal sealed class TokensGrain(LabDatabase database, TimeProvider time) : Grain, ITokensGrain
{
    private const int LongestName = 64;

    /// <summary>How exactly the last use of a token for the API is on record: not every request is a write.</summary>
    private static readonly TimeSpan UseEvery = TimeSpan.FromHours(1);

    public async Task<NewAccessToken> Create(string name, LabRole role)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName || InputText.Problem(name) is not null)
            throw new InvalidInputException(
                $"'{InputText.Shown(name)}' can't be a token's name; use 1 to {LongestName} characters.");
        var (id, secret) = TokenSecret.New();
        var salt = TokenSecret.NewSalt();
        var row = new TokenRow
        {
            Id = id,
            Name = name,
            Role = role,
            Salt = salt,
            Hash = TokenSecret.Hash(salt, secret),
            CreatedAt = time.GetUtcNow(),
        };
        await database.Write(db =>
        {
            db.Tokens.Add(row);
            db.Note(row.CreatedAt, "token-made", id, role == LabRole.Join
                ? $"Hosts can join with it: {name}."
                : $"The API can be used with it, as {role.Word()}: {name}.");
            return Task.CompletedTask;
        });
        return new NewAccessToken(row.View, secret);
    }

    public Task<ImmutableArray<AccessToken>> GetAll() => database.Read(async db =>
        (await db.Tokens.ToListAsync()).OrderBy(t => t.CreatedAt).Select(t => t.View).ToImmutableArray());

    public Task<bool> Revoke(string id) => database.Write(async db =>
    {
        if (await db.Tokens.SingleOrDefaultAsync(t => t.Id == id) is not { } row)
            return false;
        db.Tokens.Remove(row);
        db.Note(time.GetUtcNow(), "token-revoked", id, $"It is good for nothing any more: {row.Name}.");
        return true;
    });

    public async Task<AccessToken?> Find(string secret)
    {
        if (await Known(secret) is not { } row)
            return null;
        var now = time.GetUtcNow();
        if (row.Role != LabRole.Join && (row.UsedAt is not { } used || now - used >= UseEvery))
            await database.Write(db => Used(db, row.Id, null, now));
        return row.View;
    }

    public async Task<bool> Admits(string secret, string? host)
    {
        if (await Known(secret) is not { Role: LabRole.Join } row)
            return false;
        if (host is not null)
            await database.Write(db => Used(db, row.Id, host, time.GetUtcNow()));
        return true;
    }

    private async Task<TokenRow?> Known(string secret)
    {
        if (TokenSecret.IdOf(secret) is not { } id)
            return null;
        var row = await database.Read(db => db.Tokens.SingleOrDefaultAsync(t => t.Id == id));
        return row is not null && TokenSecret.Matches(secret, row.Salt, row.Hash) ? row : null;
    }

    private static async Task Used(LabDbContext db, string id, string? host, DateTimeOffset at)
    {
        if (await db.Tokens.SingleOrDefaultAsync(t => t.Id == id) is not { } row)
            return;
        (row.LastHost, row.UsedAt) = (host, at);
        if (host is not null)
            db.Note(at, "host-joins", host, $"With token {id} ({row.Name}).");
    }
}
