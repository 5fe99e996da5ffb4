using System.Globalization;
using CsCheck;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Tests.Configuration;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1,5", "'1,5' is no number; write 1.5")]
    [InlineData("1000,5", "'1000,5' is no number; write 1000.5")]
    [InlineData("-0,5", "'-0,5' is no number; write -0.5")]
    [InlineData(",5", "',5' is no number; write .5")]
    [InlineData("2,5e-4", "'2,5e-4' is no number; write 2.5e-4")]
    [InlineData("10,000", "'10,000' is no number; write 10000, or 10.000 for the fraction")]
    [InlineData("0,005", "'0,005' is no number; write 0.005")]
    [InlineData("1,000,000", "'1,000,000' is no number; write 1000000")]
    [InlineData("50_000", "'50_000' is no number; write 50000")]
    [InlineData("50 000", "'50 000' is no number; write 50000")]
    [InlineData("1.000,5", "'1.000,5' is no number; write 1000.5")]
    [InlineData("many", "'many' is no number; it must be a number")]
    [InlineData("", "'' is no number; it must be a number")]
    [InlineData("1,2,3", "'1,2,3' is no number; it must be a number")]
    [InlineData("NaN", "'NaN' is no number; it must be a number")]
    public void what_is_no_number_is_named_with_what_was_meant(string text, string sentence)
    {
        Assert.False(NumberText.TryRead(text, out double _));
        Assert.Equal(sentence, NumberText.Refusal(text, "a number"));
    }

    [Fact]
    public void every_number_reads_back_and_no_comma_ever_does() => Gen.Double.Where(double.IsFinite).Sample(number =>
    {
        Assert.True(NumberText.TryRead(NumberText.Of(number), out double back));
        Assert.Equal(number, back);
        var comma = number.ToString("0.0##############", CultureInfo.InvariantCulture).Replace('.', ',');
        Assert.False(NumberText.TryRead(comma, out double _), comma);
    });

    [Theory]
    [InlineData("framming", "framing")]
    [InlineData("kimgs", "kimg")]
    [InlineData("column", "columns")]
    [InlineData("lables", "labels")]
    [InlineData("step", null)]
    [InlineData("nope", null)]
    [InlineData("x", null)]
    public void a_name_is_proposed_only_where_it_is_likely(string text, string? meant) =>
        Assert.Equal(
            meant, NearestName.Of(text, ["min", "max", "scale", "v1-1gpu", "framing", "kimg", "columns", "labels"]));

    [Fact]
    public void without_a_likely_name_all_are_listed()
    {
        Assert.Equal("there are min, max and scale.", NearestName.Hint("step", ["min", "max", "scale"]));
        Assert.Equal("there is maxExperiments.", NearestName.Hint("budget", ["maxExperiments"]));
        Assert.Null(NearestName.Of(new string('x', 900_000), ["x"]));
    }
}
