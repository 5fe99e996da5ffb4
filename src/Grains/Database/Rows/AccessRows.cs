using PgGanLab.Grains.Access;

namespace PgGanLab.Grains.Database.Rows;

/// <summary>A token for the API or for hosts that join; of its secret only a salted hash is kept.</summary>
internal sealed class TokenRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required LabRole Role { get; init; }

    /// <summary>16 random bytes, lower-case hex.</summary>
    public required string Salt { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? LastHost { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public AccessToken View => new(Id, Name, CreatedAt, LastHost, UsedAt, Role);
}

/// <summary>Somebody who can sign in.</summary>
internal sealed class UserRow
{
    /// <summary>Lower case.</summary>
    public required string Name { get; init; }

    public required LabRole Role { get; set; }

    /// <summary>As ASP.NET Core's PasswordHasher writes it: salt, rounds and hash, base64.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Another one after each change of the password; a sign-in holds while it has the same.</summary>
    public required string Stamp { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public LabUser View => new(Name, Role, CreatedAt);
}
