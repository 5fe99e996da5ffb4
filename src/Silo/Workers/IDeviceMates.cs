using PgGanLab.Growth.Phases;

namespace PgGanLab.Silo.Workers;

/// <summary>What a job knows of those beside which its device trains it.</summary>
internal interface IDeviceMates
{
    /// <summary>Whether the device trains others now.</summary>
    bool AreThere { get; }

    /// <summary>Hears of a phase's tick.</summary>
    /// <returns>The same, with how many phases the device trained meanwhile.</returns>
    Tick Hear(string phase, Tick tick);

    /// <summary>The device has no memory for all that it trains: it trains fewer of that load from now on.</summary>
    void AreTooMany();
}
