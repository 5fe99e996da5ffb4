using System.Text.Json;

namespace PgGanLab.Tools.Tests.Verbs;

public sealed class GenerateVerbTests(SmallLab lab) : IClassFixture<SmallLab>
{
    [Fact]
    public async Task each_seed_is_a_file_of_its_own_and_always_the_same()
    {
        var (first, second) = (lab.File("each"), lab.File("again"));
        Assert.Equal(("", 0), await Run(lab.Checkpoint, "-o", first, "--seeds", "3,5-6"));
        Assert.Equal(("", 0), await Run(lab.Checkpoint, "-o", second, "--seeds", "6"));

        Assert.Equal(["seed-000003.png", "seed-000005.png", "seed-000006.png"],
            Directory.GetFiles(first).Select(Path.GetFileName).Order());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(first, "seed-000006.png")),
            await File.ReadAllBytesAsync(Path.Combine(second, "seed-000006.png")));
        Assert.NotEqual(await File.ReadAllBytesAsync(Path.Combine(first, "seed-000006.png")),
            await File.ReadAllBytesAsync(Path.Combine(first, "seed-000005.png")));
        Assert.Equal((16, 16), Png.Size(Path.Combine(first, "seed-000003.png")));
    }

    [Theory]
    [InlineData("0-31", null, 8, 4)]
    [InlineData("0-6", null, 3, 3)]
    [InlineData("0-6", "7", 7, 1)]
    [InlineData("0-6", "2147483647", 7, 1)]
    public async Task a_name_that_ends_in_png_is_one_grid(string seeds, string? columns, int wide, int high)
    {
        var path = lab.File($"grid-{wide}.png");
        Assert.Equal(("", 0), await Run([lab.Checkpoint, "-o", path, "--seeds", seeds, "--force",
            .. columns is null ? (string[])[] : ["--columns", columns]]));

        Assert.Equal((64 * wide, 64 * high), Png.Size(path));
    }

    [Fact]
    public async Task full_truncation_draws_one_image_for_all_seeds()
    {
        var folder = lab.File("mean");
        Assert.Equal(("", 0), await Run(lab.Checkpoint, "-o", folder, "--seeds", "0-1", "--truncation", "0"));

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, "seed-000000.png")),
            await File.ReadAllBytesAsync(Path.Combine(folder, "seed-000001.png")));
    }

    [Fact]
    public async Task labels_choose_the_class()
    {
        var checkpoint = lab.Store(SmallLab.Plan(lab.Facts, labels: true)[^1], "classes.safetensors");
        var result = await CommandLine.Run(
            "generate", checkpoint, "-o", lab.File("classes"), "--seeds", "0-3", "--threads", "1", "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal([0, 1, 0, 1], JsonDocument.Parse(result.Output).RootElement.GetProperty("labels").EnumerateArray()
            .Select(l => l.GetInt32()));
        Assert.Equal(("", 0), await Run(checkpoint, "-o", lab.File("class-1"), "--seeds", "0", "--labels", "1"));

        Assert.NotEqual(await File.ReadAllBytesAsync(lab.File("classes/seed-000000.png")),
            await File.ReadAllBytesAsync(lab.File("class-1/seed-000000.png")));
        Assert.Contains("knows the classes 0 to 1; --labels has 2.",
            (await Run(checkpoint, "-o", lab.File("class-2"), "--labels", "2")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_class_that_had_no_image_is_never_drawn()
    {
        var checkpoint = lab.Store(SmallLab.Plan(lab.Facts, labels: true)[^1], "gap.safetensors", classes: [1]);
        var result = await CommandLine.Run(
            "generate", checkpoint, "-o", lab.File("gap"), "--seeds", "0-2", "--threads", "1", "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal([1, 1, 1], JsonDocument.Parse(result.Output).RootElement.GetProperty("labels").EnumerateArray()
            .Select(l => l.GetInt32()));
        Assert.Contains("--labels has class 0, which had no image in the training of ",
            (await Run(checkpoint, "-o", lab.File("gap-0"), "--labels", "0")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task labels_are_names_too_where_the_lab_has_the_dataset()
    {
        var checkpoint = lab.Store(SmallLab.Plan(lab.Facts, labels: true)[^1], "named.safetensors");
        var result = await CommandLine.Run("generate", checkpoint, "-o", lab.File("named"), "--seeds", "0-3",
            "--labels", "light,0,dark", "--data", lab.Data, "--threads", "1", "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal([1, 0, 0, 1], JsonDocument.Parse(result.Output).RootElement.GetProperty("labels").EnumerateArray()
            .Select(l => l.GetInt32()));
        var unknown = await CommandLine.Run(
            "generate", checkpoint, "-o", lab.File("no"), "--labels", "lite", "--data", lab.Data, "--threads", "1");
        Assert.Contains("--labels has 'lite'; the classes are dark, light.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("--labels has 'light', but the names of the classes are not known here",
            (await Run(checkpoint, "-o", lab.File("no"), "--labels", "light")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds has '5-2'; it takes whole numbers and ranges, such as 0-15 or 1,5,10-12.", "--seeds", "5-2")]
    [InlineData("--seeds names more than 10000000 numbers.", "--seeds", "0-10000000")]
    [InlineData("--truncation: '0,5' is no number; write 0.5.", "--truncation", "0,5")]
    [InlineData("A grid of 5,000,000 images of 16 px is too large for one picture; name a directory, or fewer --seeds.",
        "--seeds", "0-4999999")]
    [InlineData("--truncation is 2; it must be 0 to 1.", "--truncation", "2")]
    [InlineData("--columns is 0; it must be at least 1.", "--columns", "0")]
    [InlineData("knows no classes; leave out --labels.", "--labels", "1")]
    public async Task bad_input_gets_one_sentence_and_leaves_nothing(string sentence, params string[] arguments)
    {
        var path = lab.File("refused.png");
        var (error, code) = await Run([lab.Checkpoint, "-o", path, .. arguments]);

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("x.jpg")]
    [InlineData("x.WEBP")]
    public async Task another_format_is_no_directory(string name)
    {
        var (error, code) = await Run(lab.Checkpoint, "-o", lab.File(name));
        Assert.Equal(1, code);
        Assert.Contains("but images are written as PNG: end the name in .png for one grid, or name a directory.", error,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(lab.File(name)));
    }

    [Fact]
    public async Task any_number_of_images_comes_one_after_the_other_and_what_is_whole_stays()
    {
        var folder = lab.File("thousands");
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => CommandLine.Run(
            ["generate", lab.Checkpoint, "-o", folder, "--seeds", "0-49999", "--threads", "1"], stop.Token));
        while (!running.IsCompleted && !File.Exists(Path.Combine(folder, "seed-000040.png")))
            await Task.Delay(10);
        await stop.CancelAsync();
        var result = await running;

        Assert.Equal(130, result.Code);
        var whole = Directory.GetFiles(folder);
        Assert.InRange(whole.Length, 41, 49_999);
        Assert.All(whole, file => Assert.Equal((16, 16), Png.Size(file)));
        Assert.Contains(
            $"{whole.Length} of 50,000 images are whole in {folder}", result.Error, StringComparison.Ordinal);
    }

    private static async Task<(string Error, int Code)> Run(params string[] arguments)
    {
        var result = await CommandLine.Run(["generate", .. arguments, "--threads", "1"]);
        return (result.Error, result.Code);
    }
}
