using PgGanLab.Silo.Hosting;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>Where the lab's grains live.</summary>
internal static class LabHosting
{
    /// <summary>Hosts a silo in this process, alone or as a member of <c>Lab:Cluster</c>.</summary>
    /// <exception cref="Growth.InvalidInputException">An option is wrong, or another lab has the data directory.</exception>
    public static void AddLab(this WebApplicationBuilder builder) => builder.AddLabSilo(LabOptions.From(builder.Configuration));
}
