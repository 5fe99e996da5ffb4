using PgGanLab.Growth;
using PgGanLab.Tools.Verbs;

namespace PgGanLab.Tools.Tests.Verbs;

public class DrawingOptionsTests
{
    [Theory]
    [InlineData("1,2", "1 2 5", "0 1")]
    [InlineData("1-2", "1 2 5", "0 1")]
    [InlineData("5,1-2", "1 2 5", "2 0 1")]
    [InlineData("1-2,03", "01 02 03", "0 1 2")]
    [InlineData("1,01", "01 1", "1 0")]
    [InlineData("1-2", "cat dog 7", "1 2")]
    [InlineData("7,0-1", "cat dog 7", "2 0 1")]
    [InlineData("0,2-3", "", "0 2 3")]
    public void a_list_means_classes(string list, string names, string expected) =>
        Assert.Equal(expected, string.Join(' ', DrawingOptions.Labels(list, Names(names))));

    [Theory]
    [InlineData("1-5", "--labels has '3'; the classes are 1, 2, 5.")]
    [InlineData("0", "--labels has '0'; the classes are 1, 2, 5.")]
    public void a_number_that_is_no_name_is_refused_where_names_are_numbers(string list, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(
            () => DrawingOptions.Labels(list, Names("1 2 5"))).Message);

    private static string[] Names(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
