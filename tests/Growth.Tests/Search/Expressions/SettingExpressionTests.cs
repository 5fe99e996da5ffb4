using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search.Expressions;

namespace PgGanLab.Growth.Tests.Search.Expressions;

public sealed class SettingExpressionTests
{
    private static readonly SettingList Settings = new(SettingList.Empty.Values
        .Add(new SettingKey("minibatch", null), 16).Add(new SettingKey("minibatch", 32), 8)
        .Add(new SettingKey("loss", null), 2).Add(new SettingKey("mirror", null), 1));

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("2 - 3 - 4", -5)]
    [InlineData("-2 * -3", 6)]
    [InlineData("1e-3 * 1000 + .5", 1.5)]
    [InlineData("minibatch * 2", 32)]
    [InlineData("minibatch@32 + minibatch@64", 24)]
    [InlineData("min(minibatch, 4, 6) + max(1, 2)", 6)]
    [InlineData("log2(minibatch) + sqrt(16) + round(2.6)", 11)]
    [InlineData("learningRate", 0.001)]
    public void numbers_and_settings_are_reckoned(string text, double value) =>
        Assert.Equal(value, SettingExpression.Read(text, "the test", ExpressionType.Number).Evaluate(Settings), 12);

    [Theory]
    [InlineData("fmapBase * 2 <= 8192 or minibatch < 32", true)]
    [InlineData("fmapBase * 2 <= 8192 and minibatch < 32", false)]
    [InlineData("not (minibatch == 16)", false)]
    [InlineData("not minibatch == 15 and true", true)]
    [InlineData("loss == logistic", true)]
    [InlineData("wgan-gp == loss", false)]
    [InlineData("loss != wgan-gp", true)]
    [InlineData("mirror and minibatch-1 >= 15", true)]
    [InlineData("mirror == false or false", false)]
    public void conditions_hold_or_not(string text, bool holds) => Assert.Equal(
        holds ? 1 : 0, SettingExpression.Read(text, "the test", ExpressionType.Condition).Evaluate(Settings));

    [Theory]
    [InlineData("fmapBase * <= 3", "character 12: '<=' stands where a number, a setting or '(' must stand")]
    [InlineData("minibatch <", "character 12: it ends where a number")]
    [InlineData("(minibatch < 3", "character 15: it ends where ')' must stand")]
    [InlineData("minibatch = 3", "character 11: write == to compare")]
    [InlineData("minibatch < 3 && mirror", "character 15: write and for '&'")]
    [InlineData("1 < minibatch < 3", "character 15: only two things are compared; join comparisons with and")]
    [InlineData("minibach < 3", "character 1: there is no setting 'minibach'; did you mean 'minibatch'")]
    [InlineData("loss == logistik", "character 9: loss has no 'logistik'; did you mean 'logistic'")]
    [InlineData("loss < logistic", "character 6: '<' compares numbers")]
    [InlineData("mirror + 1 < 3", "character 8: '+' needs a number on each side")]
    [InlineData("minibatch and mirror", "character 11: 'and' needs a condition on each side")]
    [InlineData("minibatch@33 < 3", "character 1: 'minibatch@33' in it names no resolution")]
    [InlineData("pow(2, 3) < 3", "character 1: there is no function 'pow'")]
    [InlineData("minibatch < 3 mirror", "character 15: 'mirror' stands where an operator or the end must stand")]
    [InlineData("minibatch < 3; mirror", "character 14: ';' has no meaning there")]
    [InlineData("minibatch", "gives a number; it must give true or false.")]
    [InlineData("", "character 1: it ends where a number")]
    public void what_can_t_be_read_gets_one_sentence_with_its_place(string text, string sentence)
    {
        var message = Assert.Throws<InvalidInputException>(() =>
            SettingExpression.Read(text, "search.constraints[1]", ExpressionType.Condition)).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains("in search.constraints[1]", message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    [Fact]
    public void brackets_end_somewhere()
    {
        var deep = new string('(', 60) + "1" + new string(')', 60);
        Assert.Contains("more than 40 brackets", Refusal(deep), StringComparison.Ordinal);
        Assert.Contains("has 501 characters; it may have 500 at most", Refusal("1" + new string('0', 500)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / (minibatch - 16)", "gives no number where minibatch is 16.")]
    [InlineData("discriminatorLearningRate * 2", "has no value of its own (as learningRate)")]
    public void what_has_no_value_is_said_with_the_settings(string text, string sentence)
    {
        var expression = SettingExpression.Read(text, "the test", ExpressionType.Number);
        Assert.Contains(sentence,
            Assert.Throws<InvalidInputException>(() => { _ = expression.Evaluate(Settings); }).Message, StringComparison.Ordinal);
    }

    private static string Refusal(string text) => Assert.Throws<InvalidInputException>(() =>
        SettingExpression.Read(text, "the test", ExpressionType.Number)).Message;
}
