using System.Text.Json;
using PgGanLab.Dashboard.Components.Datasets;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class DatasetDraftTests
{
    private static readonly DatasetKindView Folder = new("folder", "", true, ["resolution", "framing", "mostPixels"]);

    [Fact]
    public void what_a_kind_does_not_take_is_not_asked_for()
    {
        var draft = new DatasetDraft
        {
            Name = " photos ",
            From = "/pictures",
            Options = { ["resolution"] = "64", ["framing"] = "", ["images"] = "12", ["onDamaged"] = "skip" }
        };
        Assert.Equal(new DatasetRequest("photos", "folder") { From = "/pictures", Resolution = 64, OnDamaged = "skip" },
            draft.Request(Folder));
    }

    [Fact]
    public void every_option_of_a_request_has_a_field_in_the_form()
    {
        var properties = typeof(DatasetRequest).GetProperties()
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Except(["name", "kind", "from"]);
        Assert.Equal(properties.Order(), DatasetOption.All.Append(DatasetOption.OnDamaged).Select(o => o.Name).Order());
    }

    [Fact]
    public void most_pixels_may_be_more_than_two_thousand_million()
    {
        var draft = new DatasetDraft { Name = "scans", Options = { ["mostPixels"] = "3000000000" } };
        Assert.Equal(3_000_000_000, draft.Request(Folder).MostPixels);
    }

    [Fact]
    public void a_number_that_can_not_be_read_is_said()
    {
        var draft = new DatasetDraft { Name = "photos", Options = { ["resolution"] = "big" } };
        Assert.Equal("resolution: 'big' is no number; it must be a whole number.",
            Assert.Throws<InvalidInputException>(() => draft.Request(Folder)).Message);
    }
}
