namespace PgGanLab.Growth.Configuration;

/// <summary>What values a setting takes.</summary>
public enum SettingKind
{
    Integer,
    Number,
    Boolean,
}
