using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(320, "0.32")]
    [InlineData(8000, "8")]
    [InlineData(12_540, "12.5")]
    [InlineData(1_200_000, "1,200")]
    public void kimg_has_as_many_digits_as_it_needs(long nimg, string text) => Assert.Equal(text, Show.Kimg(nimg));

    [Theory]
    [InlineData(5.834, "5.83")]
    [InlineData(34.12, "34.1")]
    [InlineData(772.2, "772")]
    public void swd_has_three_digits(double swd, string text) => Assert.Equal(text, Show.Swd(swd));

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(125, "2 min")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(100_000, "1 d 3 h")]
    [InlineData(-3, "0 s")]
    public void a_duration_has_its_largest_units(double seconds, string text) => Assert.Equal(text, Show.Duration(seconds));

    [Theory]
    [InlineData("0.001", "0.001")]
    [InlineData("0.0024987654321", "0.002499")]
    [InlineData("1E-08", "1e-8")]
    [InlineData("60000", "60000")]
    [InlineData("4503599627370496", "4503599627370496")]
    [InlineData("12345.678901", "12350")]
    [InlineData("true", "true")]
    [InlineData("as learningRate", "as learningRate")]
    public void long_numbers_of_a_search_are_cut(string value, string text) => Assert.Equal(text, Show.Value(value));

    [Theory]
    [InlineData(0.5, "50%")]
    [InlineData(1.7, "100%")]
    [InlineData(-1, "0%")]
    public void a_share_stays_inside_its_bar(double share, string css) => Assert.Equal(css, Show.Css(share));
}
