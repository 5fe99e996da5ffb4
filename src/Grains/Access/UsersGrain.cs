using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Hosting;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Access;

/// <summary>
/// Keeps the users on record, and in memory: every request of a page asks for a role. Passwords are hashed off the
/// grain's turn, which goes on meanwhile.
/// </summary>
[LabHostOnly]
internal sealed partial class UsersGrain(LabDatabase database, TimeProvider time) : Grain, IUsersGrain
{
    private const int StampBytes = 16;

    /// <summary>PBKDF2 with HMAC-SHA512. Source: OWASP Password Storage Cheat Sheet, 2023.</summary>
    private static readonly PasswordHasher<UserRow> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    /// <summary>Of nobody's password: an unknown name takes as long as a known one.</summary>
    private static readonly Lazy<string> Nobody = new(() => Hash(NewStamp()));

    private Dictionary<string, UserRow>? known;

    /// <summary>How often the record was changed: what was read before a change must not be kept after it.</summary>
    private int changes;

    public async Task<LabUser> Add(string name, LabRole role, string password)
    {
        var row = await New(name, role, password);
        var taken = await Change(async db =>
        {
            if (await db.Users.AnyAsync(u => u.Name == row.Name))
                return true;
            Insert(db, row);
            return false;
        });
        return taken
            ? throw new InvalidInputException(
                $"There is a user '{row.Name}' already; ./lab user password {row.Name} gives another password.")
            : row.View;
    }

    public async Task<LabUser?> AddFirst(string name, string password)
    {
        var row = await New(name, LabRole.Administrator, password);
        return await Change(async db =>
        {
            if (await db.Users.AnyAsync())
                return false;
            Insert(db, row);
            return true;
        }) ? row.View : null;
    }

    public async Task<ImmutableArray<LabUser>> GetAll() =>
        [.. (await Users()).Values.OrderBy(u => u.Name, StringComparer.Ordinal).Select(u => u.View)];

    public async Task<bool> HasAny() => (await Users()).Count > 0;

    public Task<bool> Remove(string name) => OfUser(name, async (db, row) =>
    {
        await KeepAnAdministrator(db, row);
        db.Users.Remove(row);
        db.Note(time.GetUtcNow(), "user-removed", row.Name, "Signed out everywhere.");
    });

    public async Task<bool> SetPassword(string name, string password)
    {
        CheckPassword(password);
        var hash = await Task.Run(() => Hash(password));
        return await OfUser(name, (db, row) =>
        {
            (row.PasswordHash, row.Stamp) = (hash, NewStamp());
            db.Note(time.GetUtcNow(), "user-password", row.Name, "Has another password; signed out everywhere.");
            return Task.CompletedTask;
        });
    }

    public Task<bool> SetRole(string name, LabRole role) => OfUser(name, async (db, row) =>
    {
        if (role != LabRole.Administrator)
            await KeepAnAdministrator(db, row);
        row.Role = role;
        db.Note(time.GetUtcNow(), "user-role", row.Name, $"Is {role.Word()} now.");
    });

    public async Task<SignedIn?> SignIn(string name, string password)
    {
        var row = (await Users()).GetValueOrDefault(Plain(name));
        var hash = row?.PasswordHash;
        var verdict = password.Length > IUsersGrain.LongestPassword ? PasswordVerificationResult.Failed
            : await Task.Run(() => Hasher.VerifyHashedPassword(null!, hash ?? Nobody.Value, password));
        return row is null || verdict == PasswordVerificationResult.Failed
            ? null
            : new SignedIn(row.Name, row.Role, row.Stamp);
    }

    public async Task<LabRole?> FindRole(string name, string stamp) =>
        (await Users()).TryGetValue(name, out var row) && row.Stamp == stamp ? row.Role : null;

    private static string Plain(string name) => name.Trim().ToLowerInvariant();

    private static string Hash(string password) => Hasher.HashPassword(null!, password);

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(StampBytes));

    private async Task<UserRow> New(string name, LabRole role, string password)
    {
        name = Plain(name);
        if (!Name().IsMatch(name))
            throw new InvalidInputException(
                $"'{InputText.Shown(name)}' can't be a user's name; use 1 to 64 letters a to z, digits and . _ @ -, "
                + "beginning with a letter or digit.");
        CheckPassword(password);
        return new UserRow
        {
            Name = name,
            Role = role,
            PasswordHash = await Task.Run(() => Hash(password)),
            Stamp = NewStamp(),
            CreatedAt = time.GetUtcNow(),
        };
    }

    private static void CheckPassword(string password)
    {
        if (password.Length is < IUsersGrain.ShortestPassword or > IUsersGrain.LongestPassword)
            throw new InvalidInputException(
                $"The password has {password.Length} characters; use {IUsersGrain.ShortestPassword} to "
                + $"{IUsersGrain.LongestPassword}, such as four words.");
    }

    private static void Insert(LabDbContext db, UserRow row)
    {
        db.Users.Add(row);
        db.Note(row.CreatedAt, "user-added", row.Name, $"As {row.Role.Word()}.");
    }

    private static async Task KeepAnAdministrator(LabDbContext db, UserRow row)
    {
        if (row.Role == LabRole.Administrator
            && await db.Users.CountAsync(u => u.Role == LabRole.Administrator) == 1)
            throw new InvalidInputException(
                $"'{row.Name}' is the only administrator; make another one first.");
    }

    private Task<bool> OfUser(string name, Func<LabDbContext, UserRow, Task> change) => Change(async db =>
    {
        var plain = Plain(name);
        if (await db.Users.SingleOrDefaultAsync(u => u.Name == plain) is not { } row)
            return false;
        await change(db, row);
        return true;
    });

    private async Task<T> Change<T>(Func<LabDbContext, Task<T>> change)
    {
        try
        {
            return await database.Write(change);
        }
        finally
        {
            (known, changes) = (null, changes + 1);
        }
    }

    /// <summary>By name. Other calls go on while it reads, so that it may be old when it comes.</summary>
    private async Task<Dictionary<string, UserRow>> Users()
    {
        if (known is { } users)
            return users;
        var before = changes;
        users = await database.Read(async db => (await db.Users.ToListAsync()).ToDictionary(u => u.Name));
        if (before == changes)
            known = users;
        return users;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{0,63}$")]
    private static partial Regex Name();
}
