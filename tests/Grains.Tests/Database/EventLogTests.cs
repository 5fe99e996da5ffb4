using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;

namespace PgGanLab.Grains.Tests.Database;

public sealed class EventLogTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task lines_that_are_too_old_leave_the_log_book_and_the_newest_stay(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        const long newest = EventLog.Kept * 2;
        await lab.Database.Write(db =>
        {
            foreach (var id in (long[])[newest - EventLog.Kept, newest - EventLog.Kept + 1, newest])
                db.Events.Add(
                    new EventRow { Id = id, At = lab.Clock.GetUtcNow(), Kind = "test", Subject = $"{id}", Text = "" });
            return Task.CompletedTask;
        });
        await lab.Restart();
        await lab.Scheduler.Wake();
        await TestLab.Eventually(async () =>
            (await Subjects(lab)).SequenceEqual([$"{newest}", $"{newest - EventLog.Kept + 1}"]));
    }

    private static async Task<IEnumerable<string>> Subjects(TestLab lab) =>
        (await lab.Catalog.GetEvents(100)).Select(e => e.Subject);
}
