using PgGanLab.Growth;

namespace PgGanLab.Grains.Access;

/// <summary>What somebody may do in a lab; each role from <see cref="Viewer"/> on may do what the one before may.</summary>
public enum LabRole
{
    /// <summary>Of tokens alone: hosts join with it, and bring and fetch their files.</summary>
    Join,

    /// <summary>Reads everything but users and tokens.</summary>
    Viewer,

    /// <summary>Changes sweeps, datasets, workers and the store.</summary>
    Researcher,

    /// <summary>Makes users and tokens, and sees the insides of the process.</summary>
    Administrator,
}

/// <summary>Roles as people write them.</summary>
public static class LabRoles
{
    /// <summary>Lower case, as in commands and JSON.</summary>
    public static string Word(this LabRole role) => role.ToString().ToLowerInvariant();

    /// <summary>The role that a user can have.</summary>
    /// <exception cref="InvalidInputException">The word is none.</exception>
    public static LabRole OfUser(string word) => Find(word) is { } role and not LabRole.Join
        ? role
        : throw new InvalidInputException(
            $"'{InputText.Shown(word)}' is no role of a user; it must be viewer, researcher or administrator.");

    /// <summary>The role that a token can have.</summary>
    /// <exception cref="InvalidInputException">The word is none.</exception>
    public static LabRole OfToken(string word) => Find(word)
        ?? throw new InvalidInputException(
            $"'{InputText.Shown(word)}' is no role of a token; it must be join, viewer, researcher or administrator.");

    private static LabRole? Find(string word) =>
        Enum.GetValues<LabRole>().Cast<LabRole?>()
            .FirstOrDefault(role => word.Trim().Equals(role.ToString(), StringComparison.OrdinalIgnoreCase));
}
