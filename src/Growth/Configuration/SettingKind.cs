namespace PgGanLab.Growth.Configuration;

/// <summary>What values a setting takes.</summary>
public enum SettingKind
{
    Integer,
    Number,
    Boolean,

    /// <summary>One of a few words; as a number it is the word's place in <see cref="SettingDefinition.Words"/>.</summary>
    Word,

    /// <summary>Pixels of a square image: a power of two.</summary>
    Resolution,
}
