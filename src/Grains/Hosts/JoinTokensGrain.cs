using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Hosts;

/// <summary>Keeps the tokens on record.</summary>
[LabHostOnly]
internal sealed class JoinTokensGrain(LabDatabase database, TimeProvider time) : Grain, IJoinTokensGrain
{
    private const int LongestName = 64;

    public async Task<NewJoinToken> Create(string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName || InputText.Problem(name) is not null)
            throw new InvalidInputException(
                $"'{InputText.Shown(name)}' can't be a token's name; use 1 to {LongestName} characters.");
        var (id, secret) = JoinSecret.New();
        var salt = JoinSecret.NewSalt();
        var row = new JoinTokenRow
        {
            Id = id,
            Name = name,
            Salt = salt,
            Hash = JoinSecret.Hash(salt, secret),
            CreatedAt = time.GetUtcNow(),
        };
        await database.Write(db =>
        {
            db.JoinTokens.Add(row);
            db.Note(row.CreatedAt, "token-made", id, $"Hosts can join with it: {name}.");
            return Task.CompletedTask;
        });
        return new NewJoinToken(row.View, secret);
    }

    public Task<ImmutableArray<JoinToken>> GetAll() => database.Read(async db =>
        (await db.JoinTokens.ToListAsync()).OrderBy(t => t.CreatedAt).Select(t => t.View).ToImmutableArray());

    public Task<bool> Revoke(string id) => database.Write(async db =>
    {
        if (await db.JoinTokens.SingleOrDefaultAsync(t => t.Id == id) is not { } row)
            return false;
        db.JoinTokens.Remove(row);
        db.Note(time.GetUtcNow(), "token-revoked", id, $"Nobody joins with it any more: {row.Name}.");
        return true;
    });

    public async Task<bool> Admits(string secret, string? host)
    {
        if (JoinSecret.IdOf(secret) is not { } id)
            return false;
        var row = await database.Read(db => db.JoinTokens.SingleOrDefaultAsync(t => t.Id == id));
        if (row is null || !JoinSecret.Matches(secret, row.Salt, row.Hash))
            return false;
        if (host is not null)
            await database.Write(db => Used(db, id, host));
        return true;
    }

    private async Task Used(LabDbContext db, string id, string host)
    {
        if (await db.JoinTokens.SingleOrDefaultAsync(t => t.Id == id) is not { } row)
            return;
        (row.LastHost, row.UsedAt) = (host, time.GetUtcNow());
        db.Note(row.UsedAt.Value, "host-joins", host, $"With token {id} ({row.Name}).");
    }
}
