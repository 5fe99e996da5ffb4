using PgGanLab.Dashboard.Components.Design;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(0.5, "50%")]
    [InlineData(1.7, "100%")]
    [InlineData(-1, "0%")]
    public void a_share_stays_inside_its_bar(double share, string css) => Assert.Equal(css, Progress.Width(share));
}
