using System.Security.Cryptography;
using System.Text;

namespace PgGanLab.Growth.Phases;

/// <summary>
/// Content address of a growth phase: 64 lower-case hex digits, SHA-256 of the previous phase's key and the phase's
/// canonical settings (design.md section 3). Equal keys mean equal checkpoints.
/// </summary>
public readonly record struct PhaseKey
{
    private PhaseKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>First 12 digits, for people.</summary>
    public string Short => Value[..12];

    /// <summary>Key of the phase that follows <paramref name="previous"/> (null for a run's first phase).</summary>
    public static PhaseKey Of(PhaseRecipe recipe, PhaseKey? previous) =>
        Hash($"{previous?.Value ?? Hash(CanonicalForm.Of(recipe.Root)).Value}\n{CanonicalForm.Of(recipe)}");

    /// <summary>Reads a key that was stored.</summary>
    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public static PhaseKey Parse(string value) =>
        value.Length == 64 && value.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f')
            ? new PhaseKey(value)
            : throw new FormatException($"'{value}' is no phase key: a key is 64 lower-case hex digits.");

    public override string ToString() => Value;

    private static PhaseKey Hash(string text) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
