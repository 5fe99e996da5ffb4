using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Tests.Configuration;

public sealed class SettingCatalogTests
{
    public static TheoryData<string> Names => [.. SettingCatalog.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void what_is_set_is_what_is_got_and_nothing_else_changes(string name)
    {
        var setting = SettingCatalog.Find(name)!;
        var before = new TrainingConfiguration();
        var value = setting.Kind switch
        {
            SettingKind.Boolean => 1 - setting.Get(before, null),
            SettingKind.Word => 1,
            SettingKind.Integer or SettingKind.Resolution => 64,
            _ => 0.25,
        };
        var after = setting.Set(before, null, value);
        Assert.Equal(value, setting.Get(after, null));
        Assert.All(SettingCatalog.All.Where(s => s != setting), other =>
            Assert.Equal(other.Get(before, null), other.Get(after, null)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void an_exception_holds_at_its_resolution_only(string name)
    {
        var setting = SettingCatalog.Find(name)!;
        if (!setting.PerResolution)
        {
            Assert.Throws<InvalidInputException>(() => SettingKey.Parse($"{name}@32", "the test"));
            return;
        }
        var before = new TrainingConfiguration();
        var after = setting.Set(before, 32, setting.Kind == SettingKind.Integer ? 64 : 0.25);
        Assert.NotEqual(setting.Get(before, 32), setting.Get(after, 32));
        Assert.Equal(setting.Get(before, 16), setting.Get(after, 16));
        Assert.Equal(setting.Get(before, null), setting.Get(after, null));
    }

    [Theory]
    [InlineData("learningRat", "learningRate")]
    [InlineData("LEARNINGRATE", "learningRate")]
    [InlineData("batchsize@16", "'batchsize'")]
    [InlineData("learningRate@24", "power of two")]
    [InlineData("learningRate@", "power of two")]
    [InlineData("learningRate@2048", "power of two")]
    [InlineData("learningRate@-4", "power of two")]
    public void an_unknown_name_is_refused_with_a_hint(string text, string hint)
    {
        var error = Assert.Throws<InvalidInputException>(() => SettingKey.Parse(text, "base")).Message;
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.Contains("in base", error, StringComparison.Ordinal);
    }
}
