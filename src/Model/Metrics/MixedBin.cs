namespace PgGanLab.Model.Metrics;

/// <summary>A bin in which the lead may change.</summary>
/// <param name="Number">Of the bin.</param>
/// <param name="Lead">By how many numbers the first set's count leads at its beginning.</param>
/// <param name="Start">Where the room for its numbers begins.</param>
internal readonly record struct MixedBin(int Number, int Lead, int Start);
