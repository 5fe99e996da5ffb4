namespace PgGanLab.Growth.Tests;

public sealed class ReadableTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(320, "0.32")]
    [InlineData(8000, "8")]
    [InlineData(12_540, "12.5")]
    [InlineData(1_200_000, "1,200")]
    public void kimg_has_as_many_digits_as_it_needs(long nimg, string text) => Assert.Equal(text, Readable.Kimg(nimg));

    [Theory]
    [InlineData(5.834, "5.83")]
    [InlineData(34.12, "34.1")]
    [InlineData(772.2, "772")]
    public void swd_has_three_digits(double swd, string text) => Assert.Equal(text, Readable.Swd(swd));

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(125, "2 min")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(100_000, "1 d 3 h")]
    [InlineData(-3, "0 s")]
    public void a_duration_has_its_largest_units(double seconds, string text) =>
        Assert.Equal(text, Readable.Duration(seconds));

    [Theory]
    [InlineData("0.001", "0.001")]
    [InlineData("0.0024987654321", "0.002499")]
    [InlineData("1E-08", "1e-8")]
    [InlineData("60000", "60000")]
    [InlineData("4503599627370496", "4503599627370496")]
    [InlineData("12345.678901", "12350")]
    [InlineData("true", "true")]
    [InlineData("as learningRate", "as learningRate")]
    public void long_numbers_of_a_search_are_cut(string value, string text) =>
        Assert.Equal(text, Readable.Setting(value));

    [Theory]
    [InlineData(5.834, 0.21, "5.83 ± 0.21")]
    [InlineData(153.5, 2.04, "153.5 ± 2.0")]
    [InlineData(153.5, null, "153.5")]
    [InlineData(null, null, "–")]
    public void a_mean_and_its_standard_error_have_equal_digits(double? mean, double? error, string text) =>
        Assert.Equal(text, Readable.Swd(mean, error));

    [Theory]
    [InlineData(0, "–")]
    [InlineData(12.34, "12.3")]
    [InlineData(189.4, "189")]
    [InlineData(12_345, "12,345")]
    public void a_rate_is_images_a_second(double rate, string text) => Assert.Equal(text, Readable.Rate(rate));

    [Theory]
    [InlineData(160, 232, "0.69")]
    [InlineData(0, 232, "0.00")]
    [InlineData(0, 0, "–")]
    public void the_ratio_is_trained_over_asked_for(double trained, double requested, string text) =>
        Assert.Equal(text, Readable.Ratio(trained, requested));

    [Theory]
    [InlineData(1_200, "1 KB")]
    [InlineData(512_340_000, "512.3 MB")]
    [InlineData(3_149_000_000, "3.1 GB")]
    public void bytes_have_the_unit_that_fits(long bytes, string text) => Assert.Equal(text, Readable.Bytes(bytes));

    [Theory]
    [InlineData(4, "just now")]
    [InlineData(42, "42 s ago")]
    [InlineData(7500, "2 h 05 min ago")]
    public void an_age_is_a_duration(int seconds, string text) =>
        Assert.Equal(text, Readable.Ago(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(seconds)));
}
