using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PgGanLab.Grains.Storage;

/// <summary>Moments as whole milliseconds since 1970 (UTC): both databases compare and order them alike.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
