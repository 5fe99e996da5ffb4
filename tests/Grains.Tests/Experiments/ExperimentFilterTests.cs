using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Tests.Experiments;

public sealed class ExperimentFilterTests
{
    private static readonly ImmutableArray<ExperimentSummary> Four =
    [
        Experiment(1, ExperimentStatus.Finished, 26, ("learningRate@16", "0.001"), ("loss", "wgan-gp")),
        Experiment(2, ExperimentStatus.Finished, 31.5, ("learningRate@16", "0.002"), ("loss", "lsgan")),
        Experiment(3, ExperimentStatus.Diverged, null, ("learningRate@16", "1e-2"), ("loss", "wgan-gp")),
        Experiment(10, ExperimentStatus.Training, 9, ("loss", "logistic")),
    ];

    [Theory]
    [InlineData("swd < 30", 1, 10)]
    [InlineData("swd<30 and status==finished", 1)]
    [InlineData("swd <= 26 or status == diverged", 1, 3, 10)]
    [InlineData("not swd < 30", 2, 3)]
    [InlineData("swd != 26", 2, 10)]
    [InlineData("swd == 31.50", 2)]
    [InlineData("learningRate@16 >= 0.002", 2, 3)]
    [InlineData("LEARNINGRATE@16 == 0.01", 3)]
    [InlineData("loss == WGAN-GP", 1, 3)]
    [InlineData("loss != wgan-gp", 2, 10)]
    [InlineData("loss ~ gan", 1, 2, 3)]
    [InlineData("name == 'number 3' or name ~ \"10\"", 3, 10)]
    [InlineData("(status == finished or status == training) and not (number > 1 and loss == lsgan)", 1, 10)]
    [InlineData("number > 100")]
    [InlineData("id == s.10", 10)]
    [InlineData("loss < 3")]
    public void experiments_are_chosen_by_what_is_known_of_them(string filter, params int[] numbers) =>
        Assert.Equal(numbers, ExperimentFilter.Choose(Four, filter).Select(e => e.Number));

    [Theory]
    [InlineData("", 1, "it ends where a column must stand.")]
    [InlineData("swd <", 6, "it ends where a number or a word must stand.")]
    [InlineData("swd 3", 5, "'3' stands where a comparison (== != < <= > >= ~) must stand.")]
    [InlineData("swd = 3", 5, "'=' stands where ==, which compares, must stand.")]
    [InlineData("sdw < 3", 1, "there is no column 'sdw'; did you mean 'swd'?")]
    [InlineData("swd < 3 number > 1", 9, "'number' stands where and, or, or the end must stand.")]
    [InlineData("(swd < 3", 9, "it ends where ')' must stand.")]
    [InlineData("swd < few", 7, "'<' compares numbers, and 'few' is none.")]
    [InlineData("name == 'some", 9, "this quote is not closed.")]
    [InlineData("swd < and", 7, "'and' stands where a number or a word must stand.")]
    public void a_mistake_is_named_with_its_place(string filter, int character, string problem) =>
        Assert.Equal($"The filter '{filter}' is wrong at character {character}: {problem}",
            Assert.Throws<InvalidInputException>(() => ExperimentFilter.Choose(Four, filter)).Message);

    [Fact]
    public void what_is_too_long_or_too_deep_is_refused()
    {
        Assert.Equal("The filter has 501 characters; it may have 500 at most.",
            Assert.Throws<InvalidInputException>(() => ExperimentFilter.Choose(Four, new string('x', 501))).Message);
        Assert.EndsWith("more than 40 brackets or nots stand in each other.",
            Assert.Throws<InvalidInputException>(() => ExperimentFilter.Choose(Four, new string('(', 400))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swd", 10, 1, 2, 3)]
    [InlineData("-swd", 2, 1, 10, 3)]
    [InlineData("loss,-number", 10, 2, 3, 1)]
    [InlineData("learningRate@16", 1, 2, 3, 10)]
    [InlineData("-learningRate@16", 3, 2, 1, 10)]
    [InlineData("-number", 10, 3, 2, 1)]
    public void they_are_sorted_with_what_is_not_known_last(string order, params int[] numbers) =>
        Assert.Equal(numbers, ExperimentOrder.Sort(Four, order).Select(e => e.Number));

    [Theory]
    [InlineData("kmg", "There is no column 'kmg'; did you mean 'kimg'?")]
    [InlineData(" ,", "An order needs at least one column, such as swd, or -swd for the greatest first.")]
    public void an_order_by_nothing_is_refused(string order, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => ExperimentOrder.Sort(Four, order)).Message);

    private static ExperimentSummary Experiment(
        int number, ExperimentStatus status, double? swd, params (string Name, string Value)[] varied) => new()
        {
            Id = $"s.{number}",
            SweepId = "s",
            Number = number,
            Name = $"number {number}",
            Varied = [.. varied.Select(v => new SettingView(v.Name, v.Value))],
            Status = status,
            Rank = null,
            Nimg = 4000,
            TotalImages = 8000,
            Phase = PhaseKind.Stabilize,
            Resolution = 16,
            Alpha = 1,
            ImagesPerSecond = 0,
            SecondsLeft = null,
            Swd = swd is { } average
                ? new Measurement
                {
                    Average = average,
                    Levels = ImmutableSortedDictionary<int, double>.Empty.Add(16, average),
                    Resolution = 16,
                    Nimg = 4000,
                    Images = 32,
                }
                : null,
            Worker = null,
            Reason = null,
            Checkpoint = null,
            Samples = null,
        };
}
