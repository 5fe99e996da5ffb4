using System.Security.Claims;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>Who is behind a request, as claims.</summary>
internal static class Person
{
    private const string StampClaim = "pgganlab:stamp";
    private const string KindClaim = "pgganlab:kind";

    /// <summary>Who a token of the lab says one is.</summary>
    public const string Token = "token";

    /// <summary>Who signed in with a password.</summary>
    public const string User = "user";

    extension(ClaimsPrincipal person)
    {
        /// <summary>Null for those of whom nothing is known.</summary>
        public LabRole? Role =>
            Enum.TryParse<LabRole>(person.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

        /// <summary>What a sign-in must still have to hold.</summary>
        public string Stamp => person.FindFirstValue(StampClaim) ?? "";

        /// <summary>For people: <c>ann</c>, or <c>token ci</c>.</summary>
        public string Title => person.FindFirstValue(KindClaim) == Token
            ? $"token {person.Identity?.Name}"
            : person.Identity?.Name ?? "nobody";
    }

    /// <summary>A person with a role.</summary>
    /// <param name="scheme">How it is known who that is.</param>
    /// <param name="kind"><see cref="User"/> or <see cref="Token"/>.</param>
    /// <param name="name">Of the user or token.</param>
    /// <param name="role">What the person may do.</param>
    /// <param name="stamp">Of a user's sign-in.</param>
    public static ClaimsPrincipal Of(string scheme, string kind, string name, LabRole role, string stamp = "") =>
        new(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role.ToString()),
                new Claim(KindClaim, kind), new Claim(StampClaim, stamp),
            ], scheme));
}
