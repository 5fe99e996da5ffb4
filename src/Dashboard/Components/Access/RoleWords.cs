using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Components.Access;

/// <summary>Roles to choose from.</summary>
internal static class RoleWords
{
    /// <summary>What users can be.</summary>
    public static IReadOnlyList<(string Value, string Text)> OfUsers { get; } =
        Choices(LabRole.Viewer, LabRole.Researcher, LabRole.Administrator);

    /// <summary>What tokens can be for.</summary>
    public static IReadOnlyList<(string Value, string Text)> OfTokens { get; } =
        [.. OfUsers, (LabRole.Join.Word(), "join, for hosts alone")];

    private static IReadOnlyList<(string Value, string Text)> Choices(params LabRole[] roles) =>
        [.. roles.Select(role => (role.Word(), role.Word()))];
}
