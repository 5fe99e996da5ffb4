using Microsoft.Extensions.Configuration;
using PgGanLab.Dashboard.Alerts;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Alerts;

public sealed class AlertOptionsTests
{
    [Fact]
    public void without_an_address_nobody_is_told() => Assert.Equal(new AlertOptions(null, false), Read());

    [Fact]
    public void the_address_comes_from_the_environment_or_a_file()
    {
        Assert.Equal("https://hooks.example/abc", Read(("LAB_WEBHOOK", " https://hooks.example/abc ")).Webhook!.AbsoluteUri);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "https://hooks.example/def\n");
            Assert.Equal("https://hooks.example/def", Read(("LAB_WEBHOOK_FILE", file)).Webhook!.AbsoluteUri);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("hooks.example/secret")]
    [InlineData("ftp://hooks.example/secret")]
    [InlineData("file:///etc/secret")]
    public void what_is_no_address_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Read(("LAB_WEBHOOK", text))).Message;
        Assert.Equal("What LAB_WEBHOOK gives is no address; it must look like https://hooks.example/abc.", refusal);
    }

    [Fact]
    public void a_file_that_is_not_there_and_a_word_that_is_none_are_one_sentence()
    {
        Assert.StartsWith("LAB_WEBHOOK_FILE names '/no/such/file', which can't be read: ",
            Assert.Throws<InvalidInputException>(() => Read(("LAB_WEBHOOK_FILE", "/no/such/file"))).Message,
            StringComparison.Ordinal);
        Assert.Equal("LAB_WEBHOOK_PRIVATE is 'perhaps'; it must be yes or no.",
            Assert.Throws<InvalidInputException>(() => Read(("LAB_WEBHOOK_PRIVATE", "perhaps"))).Message);
    }

    private static AlertOptions Read(params (string Name, string Value)[] variables) =>
        AlertOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
            variables.Select(v => KeyValuePair.Create<string, string?>(v.Name, v.Value))).Build());
}
