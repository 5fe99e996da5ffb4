using System.Collections.Immutable;

namespace PgGanLab.Grains.Hosts;

/// <summary>
/// The tokens with which hosts join the lab and bring and fetch its files. One for the lab, key <see cref="Key"/>.
/// </summary>
[Alias("pgganlab.join-tokens")]
public interface IJoinTokensGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>Makes a token. Its secret is told this once; on record is a salted hash of it.</summary>
    /// <param name="name">For people: which hosts it is for. 1 to 64 characters.</param>
    /// <exception cref="Growth.InvalidInputException">The name can't be used.</exception>
    Task<NewJoinToken> Create(string name);

    /// <summary>All that were not revoked, oldest first.</summary>
    Task<ImmutableArray<JoinToken>> GetAll();

    /// <summary>Takes a token away: nobody joins with it any more, nor brings or fetches files.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> Revoke(string id);

    /// <summary>Whether a secret is that of a token.</summary>
    /// <param name="secret">Whatever somebody sent.</param>
    /// <param name="host">The host that joins with it now; null where none does.</param>
    Task<bool> Admits(string secret, string? host);
}

/// <summary>A token on record.</summary>
/// <param name="Id">By which people name it.</param>
/// <param name="Name">Which hosts it is for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastHost">The host that joined with it last; null before the first.</param>
/// <param name="UsedAt">When that was.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.join-token")]
public sealed record JoinToken(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] string? LastHost, [property: Id(4)] DateTimeOffset? UsedAt);

/// <summary>A token that was just made.</summary>
/// <param name="Token">As it is on record.</param>
/// <param name="Secret">What hosts join with; told this once.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.new-join-token")]
public sealed record NewJoinToken([property: Id(0)] JoinToken Token, [property: Id(1)] string Secret)
{
    /// <summary>Without the secret, which has no place in logs.</summary>
    public override string ToString() => $"New {Token}";
}
