using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Scheduling;

/// <summary>What is given out between two readings of the record: first comes 4, then 8 and 16 in one line.</summary>
public sealed class StandingScheduleTests
{
    private static readonly Worker Idle = new()
    {
        Name = "host/cpu:0",
        Host = "host",
        Device = "cpu:0",
        Description = "",
        Threads = 1,
        Status = WorkerStatus.Idle,
        Phase = null,
        ImagesPerSecond = 0,
        SeenAt = default,
        ImagesTrained = 0,
    };

    private readonly StandingSchedule schedule = new();

    [Fact]
    public void what_follows_a_finished_phase_is_given_to_its_worker_once_that_is_idle()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        Answer("4", OfferAnswer.Taken);
        schedule.Hear([Idle with { Status = WorkerStatus.Training }]);
        schedule.Finish("4");
        Assert.Null(Next());
        schedule.Hear([Idle]);
        Assert.Equal("8", Next());
    }

    [Fact]
    public void what_happens_while_the_record_is_read_counts_afterwards()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        schedule.BeginReading();
        Answer("4", OfferAnswer.Taken);
        schedule.Finish("4");
        schedule.Hear([Idle]);
        Assert.Equal("8", Next());
        Answer("8", OfferAnswer.Taken);
        schedule.Take(Board(), StoreRoom.Unknown);                                                 // as it was before all that
        schedule.Hear([Idle]);
        Assert.Null(Next());
        schedule.Finish("8");
        Assert.Equal("16", Next());
    }

    [Fact]
    public void a_busy_worker_is_asked_again_when_it_is_heard_of_and_the_phase_waits_for_it()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        Answer("4", OfferAnswer.Busy);
        Assert.Null(Next());
        schedule.Hear([Idle]);
        Assert.Equal("4", Next());
        Answer("4", OfferAnswer.NotLeased);
        Assert.Null(Next());
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
    }

    [Fact]
    public void a_late_worker_can_be_offered_something_else_but_not_what_it_was_offered()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        schedule.IsLate(new Assignment("4", Idle.Name));
        schedule.Hear([Idle]);
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Null(Next());
    }

    [Fact]
    public void an_answer_that_was_overtaken_by_a_heartbeat_or_by_the_end_of_the_phase_keeps_nobody_waiting()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        schedule.Hear([Idle]);
        Answer("4", OfferAnswer.Busy);
        Assert.Equal("4", Next());
        schedule.Finish("4");
        schedule.Hear([Idle]);
        Answer("4", OfferAnswer.Taken);
        Assert.Equal("8", Next());
    }

    [Fact]
    public void a_phase_that_ended_before_its_workers_refusal_is_offered_to_nobody_else()
    {
        schedule.Take(Board(), StoreRoom.Unknown);
        Assert.Equal("4", Next());
        schedule.Finish("4");
        Answer("4", OfferAnswer.Busy);
        schedule.Hear([Idle]);
        Assert.Equal("8", Next());
    }

    private string? Next() => schedule.GiveOut(schedule.Free).SingleOrDefault()?.Phase;

    private void Answer(string phase, OfferAnswer answer) =>
        schedule.Answer(new Assignment(phase, Idle.Name), answer, wasLate: false);

    private static ScheduleBoard Board()
    {
        var wanted = WantedPhases.Of([Phase("4", null), Phase("8", "4"), Phase("16", "8")], [new Goal("16", 0)]);
        return new ScheduleBoard(
            new StandingQueue(wanted, wanted.All), [new PresentWorker(Idle, null)], [],
            new FairShare([new SweepShare(0, 0)]), [], [], [], 3);
    }

    private static PhaseState Phase(string key, string? parent) => new(key, parent, 1, false, false, false, null);
}
