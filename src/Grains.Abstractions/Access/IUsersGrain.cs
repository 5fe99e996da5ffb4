using System.Collections.Immutable;
using Orleans.Concurrency;

namespace PgGanLab.Grains.Access;

/// <summary>The people who can sign in. One for the lab, key <see cref="Key"/>.</summary>
[Alias("pgganlab.users")]
public interface IUsersGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>Fewest characters of a password.</summary>
    const int ShortestPassword = 12;

    /// <summary>Most characters of a password.</summary>
    const int LongestPassword = 200;

    /// <summary>Adds a user. On record is a slow salted hash of the password.</summary>
    /// <param name="name">1 to 64 characters; letters become lower case.</param>
    /// <param name="role">A user's.</param>
    /// <param name="password"><see cref="ShortestPassword"/> to <see cref="LongestPassword"/> characters.</param>
    /// <exception cref="Growth.InvalidInputException">The name is taken, or something can't be used.</exception>
    Task<LabUser> Add(string name, LabRole role, string password);

    /// <summary>Adds the first user, who becomes administrator.</summary>
    /// <returns>Null where there is a user already.</returns>
    /// <inheritdoc cref="Add" path="/exception"/>
    Task<LabUser?> AddFirst(string name, string password);

    /// <summary>All, by name.</summary>
    Task<ImmutableArray<LabUser>> GetAll();

    /// <summary>Whether there is any.</summary>
    [AlwaysInterleave]
    Task<bool> HasAny();

    /// <summary>Removes a user, who is signed out everywhere.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="Growth.InvalidInputException">It is the only administrator.</exception>
    Task<bool> Remove(string name);

    /// <summary>Gives a user another password; what was signed in with the old one is signed out.</summary>
    /// <returns>Whether there is such a user.</returns>
    /// <exception cref="Growth.InvalidInputException">The password can't be used.</exception>
    Task<bool> SetPassword(string name, string password);

    /// <summary>Gives a user another role, at once.</summary>
    /// <returns>Whether there is such a user.</returns>
    /// <exception cref="Growth.InvalidInputException">It is the only administrator.</exception>
    Task<bool> SetRole(string name, LabRole role);

    /// <summary>Whether a password is that of a user; takes as long where there is no such user.</summary>
    /// <returns>Null where it is not.</returns>
    [AlwaysInterleave]
    Task<SignedIn?> SignIn(string name, string password);

    /// <summary>The role of who signed in once; null where the user is gone or has another password since.</summary>
    /// <param name="name">As in <see cref="SignedIn"/>.</param>
    /// <param name="stamp">As in <see cref="SignedIn"/>.</param>
    [AlwaysInterleave]
    Task<LabRole?> FindRole(string name, string stamp);
}

/// <summary>A user on record.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="CreatedAt">When the user was added.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.user")]
public sealed record LabUser(
    [property: Id(0)] string Name, [property: Id(1)] LabRole Role, [property: Id(2)] DateTimeOffset CreatedAt);

/// <summary>Somebody whose password was right.</summary>
/// <param name="Name">Of the user.</param>
/// <param name="Role">Of the user, now.</param>
/// <param name="Stamp">Random; another one after a change of the password.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.signed-in")]
public sealed record SignedIn(
    [property: Id(0)] string Name, [property: Id(1)] LabRole Role, [property: Id(2)] string Stamp);
