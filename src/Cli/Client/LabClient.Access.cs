using System.Collections.Immutable;
using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Access;

namespace PgGanLab.Cli.Client;

/// <summary>Who may use the lab, and who may join it.</summary>
internal sealed partial class LabClient
{
    /// <summary>Makes a token.</summary>
    /// <param name="name">Whose it is.</param>
    /// <param name="role">What one may do with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<NewAccessToken> CreateToken(string name, string role, CancellationToken cancellationToken) =>
        Read<NewAccessToken>(HttpMethod.Post, "api/v1/tokens", Body(new { name, role }), cancellationToken);

    /// <summary>Tokens that are good, oldest first.</summary>
    public Task<ImmutableArray<AccessToken>> GetTokens(CancellationToken cancellationToken) =>
        Get<ImmutableArray<AccessToken>>("api/v1/tokens", cancellationToken);

    /// <summary>Takes a token away.</summary>
    public async Task RevokeToken(string id, CancellationToken cancellationToken) => (await Send(
        HttpMethod.Delete, $"api/v1/tokens/{Uri.EscapeDataString(id)}", null, cancellationToken)).Dispose();

    /// <summary>Adds somebody who can sign in.</summary>
    public Task<LabUser> AddUser(string name, string role, string password, CancellationToken cancellationToken) =>
        Read<LabUser>(HttpMethod.Post, "api/v1/users", Body(new { name, role, password }), cancellationToken);

    /// <summary>Those who can sign in, by name.</summary>
    public Task<ImmutableArray<LabUser>> GetUsers(CancellationToken cancellationToken) =>
        Get<ImmutableArray<LabUser>>("api/v1/users", cancellationToken);

    /// <summary>Gives a user another password.</summary>
    public async Task SetPassword(string name, string password, CancellationToken cancellationToken) => (await Send(
        HttpMethod.Put, $"{User(name)}/password", Body(new { password }), cancellationToken)).Dispose();

    /// <summary>Gives a user another role.</summary>
    public async Task SetRole(string name, string role, CancellationToken cancellationToken) => (await Send(
        HttpMethod.Put, $"{User(name)}/role", Body(new { role }), cancellationToken)).Dispose();

    /// <summary>Removes a user.</summary>
    public async Task RemoveUser(string name, CancellationToken cancellationToken) =>
        (await Send(HttpMethod.Delete, User(name), null, cancellationToken)).Dispose();

    private static string User(string name) => $"api/v1/users/{Uri.EscapeDataString(name)}";

    private static JsonContent Body<T>(T body) => JsonContent.Create(body, options: LabJson.Options);
}
