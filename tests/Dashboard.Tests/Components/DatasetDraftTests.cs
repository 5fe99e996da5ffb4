using PgGanLab.Dashboard.Components.Datasets;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class DatasetDraftTests
{
    private static readonly DatasetKindView Folder = new("folder", "", true, ["resolution", "framing"]);

    [Fact]
    public void what_a_kind_does_not_take_is_not_asked_for()
    {
        var draft = new DatasetDraft { Name = " photos ", From = "/pictures", Options = { ["resolution"] = "64", ["framing"] = "", ["images"] = "12", ["onDamaged"] = "skip" } };
        Assert.Equal(new DatasetRequest("photos", "folder") { From = "/pictures", Resolution = 64, OnDamaged = "skip" }, draft.Request(Folder));
    }

    [Fact]
    public void a_number_that_can_not_be_read_is_said()
    {
        var draft = new DatasetDraft { Name = "photos", Options = { ["resolution"] = "big" } };
        Assert.Equal("resolution is 'big'; it must be a whole number.", Assert.Throws<InvalidInputException>(() => draft.Request(Folder)).Message);
    }
}
