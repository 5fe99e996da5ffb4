using System.Collections.Immutable;

namespace PgGanLab.Grains.Access;

/// <summary>
/// The tokens with which programs use the lab's API and hosts join the lab. One for the lab, key <see cref="Key"/>.
/// </summary>
[Alias("pgganlab.tokens")]
public interface ITokensGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>Makes a token. Its secret is told this once; on record is a salted hash of it.</summary>
    /// <param name="name">For people: whose it is. 1 to 64 characters.</param>
    /// <param name="role">What one may do with it.</param>
    /// <exception cref="Growth.InvalidInputException">The name can't be used.</exception>
    Task<NewAccessToken> Create(string name, LabRole role);

    /// <summary>All that were not revoked, oldest first.</summary>
    Task<ImmutableArray<AccessToken>> GetAll();

    /// <summary>Takes a token away: it is good for nothing any more.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> Revoke(string id);

    /// <summary>The token of a secret; null where it is of none.</summary>
    /// <param name="secret">Whatever somebody sent.</param>
    Task<AccessToken?> Find(string secret);

    /// <summary>Whether hosts may join with a secret, and bring and fetch files.</summary>
    /// <param name="secret">Whatever somebody sent.</param>
    /// <param name="host">The host that joins with it now; null where none does.</param>
    Task<bool> Admits(string secret, string? host);
}

/// <summary>A token on record.</summary>
/// <param name="Id">By which people name it.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastHost">The host that joined with it last; null before the first.</param>
/// <param name="UsedAt">When that was; of a token for the API when it was used last, to the hour.</param>
/// <param name="Role">What one may do with it.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.token")]
public sealed record AccessToken(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] string? LastHost, [property: Id(4)] DateTimeOffset? UsedAt, [property: Id(5)] LabRole Role);

/// <summary>A token that was just made.</summary>
/// <param name="Token">As it is on record.</param>
/// <param name="Secret">What is sent as <c>Authorization: Bearer</c>; told this once.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.new-token")]
public sealed record NewAccessToken([property: Id(0)] AccessToken Token, [property: Id(1)] string Secret)
{
    /// <summary>Without the secret, which has no place in logs.</summary>
    public override string ToString() => $"New {Token}";
}
