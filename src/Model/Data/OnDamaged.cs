namespace PgGanLab.Model.Data;

/// <summary>What damaged images do to a dataset that is built. They are listed with their reasons either way.</summary>
public enum OnDamaged
{
    /// <summary>All images are read, and if any is damaged there is no dataset.</summary>
    Fail,

    /// <summary>They are left out.</summary>
    Skip,
}
