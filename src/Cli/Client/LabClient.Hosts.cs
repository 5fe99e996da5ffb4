using System.Collections.Immutable;
using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Hosts;

namespace PgGanLab.Cli.Client;

/// <summary>Who may join the lab.</summary>
internal sealed partial class LabClient
{
    /// <summary>Makes a token with which hosts join.</summary>
    /// <param name="name">Which hosts it is for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<NewJoinToken> CreateToken(string name, CancellationToken cancellationToken) => Read<NewJoinToken>(
        HttpMethod.Post, "api/v1/tokens", JsonContent.Create(new { name }, options: LabJson.Options),
        cancellationToken);

    /// <summary>Tokens with which hosts can join, oldest first.</summary>
    public Task<ImmutableArray<JoinToken>> GetTokens(CancellationToken cancellationToken) =>
        Get<ImmutableArray<JoinToken>>("api/v1/tokens", cancellationToken);

    /// <summary>Takes a token away.</summary>
    public async Task RevokeToken(string id, CancellationToken cancellationToken) => (await Send(
        HttpMethod.Delete, $"api/v1/tokens/{Uri.EscapeDataString(id)}", null, cancellationToken)).Dispose();
}
