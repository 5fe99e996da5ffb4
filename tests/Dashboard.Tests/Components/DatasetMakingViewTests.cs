using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PgGanLab.Dashboard.Components.Datasets;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class DatasetMakingViewTests : ComponentTest
{
    private static readonly DatasetMaking Asked =
        new(1, new DatasetRequest("photos", "folder") { From = "/pictures" }, DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("", "Its source is being looked through.")]
    [InlineData("waiting", "It waits for another dataset of this name that is being made or removed.")]
    [InlineData("reading", "1,200 of 5,000 images, 2 damaged")]
    [InlineData("failed", "The disk is full.")]
    [InlineData("stopped", "Stopped; nothing of it was kept.")]
    public async Task a_page_that_is_opened_later_shows_how_far_each_dataset_is(string state, string text)
    {
        DamagedImage[] damaged = [new("a.png", "it is empty"), new("b.png", "it is empty")];
        var making = state switch
        {
            "waiting" => Asked.After(DatasetProgress.Waiting),
            "reading" => Asked.After(new DatasetProgress(1200, 5000, [.. damaged])),
            "failed" => Asked with { Status = DatasetMakingStatus.Failed, Failure = "The disk is full." },
            "stopped" => Asked with { Status = DatasetMakingStatus.Stopped },
            _ => Asked,
        };
        var html = await Render(making);
        Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.Matches(making.HasEnded ? @">\s*Close\s*<" : @">\s*Stop\s*<", html);
    }

    [Fact]
    public void of_many_damaged_images_the_first_are_named_and_all_are_counted()
    {
        var damaged = Enumerable.Range(0, 150).Select(i => new DamagedImage($"{i}.png", "it is empty"));
        var making = Asked.After(new DatasetProgress(150, 400, [.. damaged]))
            .After(new DatasetProgress(300, 400, [.. damaged]) { Remarks = ["A link was followed."] });
        Assert.Equal((300, 200, 300), (making.Done, making.Damaged.Length, making.DamagedImages));
        Assert.Equal(["A link was followed."], making.Remarks);
    }

    private static async Task<string> Render(DatasetMaking making)
    {
        var makings = Substitute.For<IDatasetMakings>();
        makings.All.Returns([making]);
        return WebUtility.HtmlDecode(
            await Render<DatasetMakingList>(new ServiceCollection().AddSingleton(makings), []));
    }
}
