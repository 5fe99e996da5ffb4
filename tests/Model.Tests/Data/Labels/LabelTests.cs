using System.Text;
using PgGanLab.Growth;
using PgGanLab.Model.Data.Labels;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Data.Labels;

public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"labels": [["x/a.png", 3], ["b.png", 0]]}""")]
    [InlineData("""{"labels": [["x/a.png", [0, 0, 0, 1]], ["b.png", [1, 0, 0, 0]]]}""")]
    [InlineData("""{"x/a.png": 3, "b.png": "0"}""")]
    [InlineData("""{"x/a.png": {"label": 3, "z": {}}, "b.png": {"label": "0"}}""")]
    [InlineData("""[{"image": "a.png", "name": "no", "category": 3}, {"image": "b.png", "category": 0}]""")]
    [InlineData("{\"file_name\": \"a.png\", \"label\": 3}\n{\"file_name\": \"b.png\", \"label\": 0}\n")]
    [InlineData("x/a.png,3\nb.png,0")]
    [InlineData("label,more,filename\r\n3,?,x\\a.png\r\n0,\"?,\"\"\",./b.png\r\n")]
    [InlineData("image_id;class_id\na;03\nb;0\n")]
    [InlineData("Image ID\tTarget\na.png\t3\nb.png\t0\n")]
    [InlineData("id,label\na,3.0\nb,0.0\n")]
    [InlineData("a.png 3\nb.png 0\n")]
    [InlineData("image,0,3\na,0,1\nb,1.0,0.0\n")]
    [InlineData("image,split,0,3\na,train,0,1\nb,val,1,0\n")]
    [InlineData("image_id,split,label,label_id\na.png,train,3,x\nb.png,val,0,y\n")]
    [InlineData("n,image,label\n1,a.jpg,3\n2,b.jpg,0\n")]
    public void label_files_of_every_form_say_the_same(string text)
    {
        var (images, table) = new NamedFiles("x/a.png", "b.png").Labelled(Write("labels.txt", text));
        Assert.Equal(["x/a.png=3", "b.png=0"], images);
        Assert.Equal(["0", "3"], table.Names);
        Assert.Equal((1, 0), (table.Of(0), table.Of(1)));
        Assert.Empty(table.Remarks);
    }

    [Theory]
    [InlineData("dog,cat,dog", "cat dog")]
    [InlineData("1,2,5", "1 2 5")]
    [InlineData("2021,1999,99999", "1999 2021 99999")]
    [InlineData("10,9,-1", "-1 9 10")]
    [InlineData("10,9,x", "10 9 x")]
    [InlineData("7,07,7.0", "7")]
    public void classes_are_those_that_occur(string labels, string classes)
    {
        var text = string.Join('\n', labels.Split(',').Select((label, at) => $"{at}.png,{label}"));
        Assert.Equal(classes, string.Join(' ',
            new NamedFiles("0.png", "1.png", "2.png").Labelled(Write("labels.csv", text)).Labels.Names));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("NA")]
    [InlineData("null")]
    [InlineData("NaN")]
    public void an_empty_cell_is_no_label(string cell)
    {
        var (images, table) = new NamedFiles("1.png", "2.png", "3.png").Labelled(
            Write("labels.csv", $"image,label\n1.png,5\n2.png,{cell}\n3.png,10.0\n"));
        Assert.Equal(["1.png=5", "2.png=-", "3.png=10"], images);
        Assert.Equal($"it has no label in {folder.File("labels.csv")}",
            Assert.Throws<BadImageException>(() => table.Of(1)).Message);
    }

    [Theory]
    [InlineData(
        """{"dogs/1.png": "dog", "dogs/2.png": "dog"}""", "dogs/1.png=dog dogs/2.png=dog rest/1.png=- rest/3.png=-")]
    [InlineData("""{"3.png": "x", "2.png": "y"}""", "dogs/1.png=- dogs/2.png=y rest/1.png=- rest/3.png=x")]
    [InlineData("""{"pets/dogs/1.png": "dog", "pets/rest/1.png": "x"}""",
        "dogs/1.png=dog dogs/2.png=- rest/1.png=x rest/3.png=-")]
    [InlineData("""{"/home/me/pets/dogs/1": "dog", "/home/me/pets/rest/1": "x"}""",
        "dogs/1.png=dog dogs/2.png=- rest/1.png=x rest/3.png=-")]
    public void a_path_means_that_path(string json, string expected) => Assert.Equal(
        expected, string.Join(' ', new NamedFiles("dogs/1.png", "dogs/2.png", "rest/1.png", "rest/3.png")
            .Labelled(Write("labels.json", json)).Images));

    [Theory]
    [InlineData("rest/1.png,rest/3.png", null, "dogs/1.png,dog\ndogs/2.png,dog",
        "it names 2 others such as dogs/1.png, the first image is rest/1.png.")]
    [InlineData("train/1.png,val/1.png", "val", "file,label\ntrain/1.png,cat",
        "it names train/1.png, the first image is val/1.png.")]
    public void an_image_of_another_folder_is_not_meant(string images, string? split, string text, string sentence)
    {
        var path = Write("labels.csv", text);
        Assert.Equal($"Label file '{path}' names none of the images; {sentence}",
            Assert.Throws<InvalidInputException>(
                () => new NamedFiles(images.Split(',')).Labelled(path, split: split)).Message);
    }

    [Theory]
    [InlineData(",photo,label\n0,1.png,cat\n1,2.png,dog", "0.png=- 1.png=cat 2.png=dog")]
    [InlineData("0,1.png\n1,2.png", "0.png=- 1.png=0 2.png=1")]
    [InlineData("row,id,picture,label\n5,9,1,cat\n2,8,2,dog\n6,7,0,cat", "0.png=cat 1.png=cat 2.png=dog")]
    [InlineData("id,label\n1,0\n12,1\n14,2", "0.png=- 1.png=0 2.png=-")]
    [InlineData("label,id\n0,2\n1,1\n2,0", "0.png=2 1.png=1 2.png=0")]
    public void the_column_that_names_most_images_is_theirs(string text, string expected) => Assert.Equal(
        expected, string.Join(' ',
            new NamedFiles("0.png", "1.png", "2.png").Labelled(Write("labels.csv", text)).Images));

    [Fact]
    public void a_column_called_label_goes_before_classes_that_are_columns() => Assert.Equal(
        ["1.png=0", "2.png=1"], new NamedFiles("1.png", "2.png")
            .Labelled(Write("labels.csv", "image,label,flip\n1.png,0,1\n2.png,1,0\n")).Images);

    [Theory]
    [InlineData("image,label\n1.png,\n2.png,NA\n", null)]
    [InlineData("image,label,split\n1.png,cat,train\n2.png,,test\n", "test")]
    public void a_file_without_a_label_for_any_image_is_refused(string text, string? split)
    {
        var path = Write("labels.csv", text);
        Assert.Equal($"Label file '{path}' has no label for any of the images.",
            Assert.Throws<InvalidInputException>(
                () => new NamedFiles("1.png", "2.png").Labelled(path, split: split)).Message);
    }

    [Fact]
    public void a_file_that_says_that_there_are_no_classes_has_no_splits() => Assert.Equal(
        "split is 'val', but 'here' has no splits; "
        + "they are folders such as train, val and test, or a column called split.",
        Assert.Throws<InvalidInputException>(() => new NamedFiles("1.png", "2.png").Labelled(
            Write("labels.json", """{"labels": null}"""), split: "val")).Message);

    [Fact]
    public void a_name_in_the_root_means_that_file() => Assert.Equal(
        ["1.png=a", "x/1.png=-"], new NamedFiles("1.png", "x/1.png").Labelled(Write("labels.csv", "1.png,a\n")).Images);

    [Fact]
    public void folders_that_all_images_share_may_be_left_out() => Assert.Equal(
        ["pets/all/a/1.png=x", "pets/all/b/1.png=y"], new NamedFiles("pets/all/a/1.png", "pets/all/b/1.png")
            .Labelled(Write("labels.csv", "a/1.png,x\nb/1.png,y\n")).Images);

    [Theory]
    [InlineData("train", "1.png=cat")]
    [InlineData("val", "2.png=dog")]
    public void one_split_of_a_table_can_be_taken(string split, string used) => Assert.Equal(
        [used], new NamedFiles("1.png", "2.png").Labelled(
            Write("labels.csv", "image_id,split,label\n1.png,train,cat\n2.png,val,dog\n"), split: split).Images);

    [Fact]
    public void celebas_identities_are_read() => Assert.Equal(
        ["000001.jpg=2880", "000002.jpg=2937"], new NamedFiles("000001.jpg", "000002.jpg")
            .Labelled(Write("identity_CelebA.txt", "000001.jpg 2880\n000002.jpg 2937\n")).Images);

    [Theory]
    [InlineData("2\n5_o_Clock_Shadow Male \n000001.jpg -1  1\n000002.jpg  1 -1\n")]
    [InlineData("image_id,5_o_Clock_Shadow,Male\n000001.jpg,-1,1\n000002.jpg,1,-1\n")]
    public void an_attribute_of_celeba_is_the_label_that_is_asked_for(string text)
    {
        var files = new NamedFiles("000001.png", "000002.png");
        Assert.Equal(
            ["000001.png=1", "000002.png=-1"], files.Labelled(Write("list_attr_celeba.txt", text), "male").Images);
        Assert.Contains(
            "5_o_Clock_Shadow, Male; which of them holds the label is not clear, so name it with --label-column.",
            Assert.Throws<InvalidInputException>(() => files.Labelled(Write("list_attr_celeba.txt", text))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void text_may_be_latin_1_or_have_a_byte_order_mark()
    {
        const string text = "image,label\né.png,Häuser\n";
        foreach (var encoding in (Encoding[])[Encoding.Latin1, Encoding.UTF8, Encoding.Unicode])
        {
            File.WriteAllText(folder.File("labels.csv"), text, encoding);
            Assert.Equal(["é.png=Häuser"], new NamedFiles("é.png").Labelled(folder.File("labels.csv")).Images);
        }
    }

    [Fact]
    public void rows_of_other_images_are_told() => Assert.Equal(
        [$"1 of the 2 rows of {folder.File("labels.csv")} name no image of the source."],
        new NamedFiles("a.png").Labelled(Write("labels.csv", "a.png,1\nz.png,2\n")).Labels.Remarks);

    [Theory]
    [InlineData("train/1.png,cat\nval/1.png,dog", null)]
    [InlineData("train/1.png,cat\nval/1.png,dog\nval/7.png,dog", "1 of the 3 rows of ")]
    public void rows_of_another_split_are_no_strangers(string text, string? remark)
    {
        var (images, labels) = new NamedFiles("train/1.png", "val/1.png").Labelled(
            Write("labels.csv", text), split: "train");
        Assert.Equal(["train/1.png=cat"], images);
        var strangers = labels.Remarks.Where(r => r.Contains(" rows of ", StringComparison.Ordinal));
        Assert.Equal(
            remark is null ? [] : [$"{remark}{folder.File("labels.csv")} name no image of the source."], strangers);
    }

    [Theory]
    [InlineData("""["black cat"]""", "black cat")]
    [InlineData("""['black, cat']""", "black, cat")]
    [InlineData("""[ "cat" ]""", "cat")]
    [InlineData("""[cat]""", "cat")]
    [InlineData("""["NA"]""", null)]
    [InlineData("[0 1 0]", "1")]
    [InlineData("[0, 0, 1.0]", "2")]
    public void a_list_with_one_value_is_that_value(string cell, string? label) =>
        Assert.Equal(label, LabelCell.Read(cell));

    [Theory]
    [InlineData("""[{"image": "a", "label": ["cat", "dog"]}]""",
        "is of no known form: a label that is a list must have one 1 among zeros, unlike [\"cat\", \"dog\"].")]
    [InlineData("{", "is of no known form: the JSON is broken at line 1, column 2.")]
    [InlineData("""{"labels": [3]}""", "is of no known form: 'labels' must hold pairs of a file and its label, not 3.")]
    [InlineData("[3]", "is of no known form: it must hold an object for each image, not 3.")]
    [InlineData("""[{"image": "a"}]""",
        "is JSON with the column image; which of them holds the label is not clear, so name it with --label-column.")]
    [InlineData("""[{"image": "a", "label": [1, 1]}]""",
        "is of no known form: a label that is a list must have one 1 among zeros, unlike [1, 1].")]
    [InlineData("{\"image\": \"a\"}\n{\"image\": }", "is of no known form: the JSON is broken at line 2, column 11.")]
    [InlineData("image,split\na,train",
        "is CSV with the columns image, split; which of them holds the label is not clear, "
        + "so name it with --label-column.")]
    [InlineData("image,label,category\na,1,x\nb,1,y",
        "is CSV with the columns image, label, category; "
        + "which of them holds the label is not clear, so name it with --label-column.")]
    [InlineData("a;1;2\nb;1;2",
        "is a table separated by semicolons of 3 columns without a header; "
        + "which of them holds the label is not clear, so name it with --label-column.")]
    [InlineData("what,label\nz,1",
        "is CSV with the columns what, label; none of them names the images, as a column called file, "
        + "image or id would.")]
    [InlineData("a,1\nb", "is of no known form: line 2 has 1 field, fewer than needed for a file and its label.")]
    [InlineData("\"a,1", "is of no known form: a quotation mark in line 1 is not closed.")]
    [InlineData("", "is of no known form: it is empty.")]
    [InlineData("\0\u0001",
        "is of no known form: it holds no text, but is needed as JSON, JSON lines, or lines of fields such as CSV.")]
    [InlineData("c.png,1\nd.png,2", "names none of the images; it names 2 others such as c.png, the first image is a.")]
    [InlineData("a,1\na,2", "gives a two labels, '1' and '2'.")]
    public void a_label_file_that_can_not_be_used_is_named_with_the_reason(string text, string sentence)
    {
        var path = Write("labels.txt", text);
        Assert.Equal($"Label file '{path}' {sentence}",
            Assert.Throws<InvalidInputException>(() => new NamedFiles("a", "b").Labelled(path)).Message);
    }

    [Fact]
    public void a_column_that_is_not_there_is_named_with_those_that_are()
    {
        var path = Write("labels.csv", "image,animal\na.png,cat\n");
        Assert.Equal(["a.png=cat"], new NamedFiles("a.png").Labelled(path, "Animal").Images);
        Assert.Equal(["a.png=cat"], new NamedFiles("a.png").Labelled(path, "2").Images);
        Assert.Equal($"Label file '{path}' is CSV with the columns image, animal, and has no column 'colour'.",
            Assert.Throws<InvalidInputException>(() => new NamedFiles("a.png").Labelled(path, "colour")).Message);
        Assert.Equal("labelColumn is for a file with labels; name that with --labels.",
            Assert.Throws<InvalidInputException>(() => new NamedFiles("a.png").Labelled(null, "colour")).Message);
    }

    [Fact]
    public void a_name_of_several_images_is_refused()
    {
        var path = Write("labels.csv", "1.png,cat\n");
        Assert.Equal($"Label file '{path}' names 1.png, which several images are called; name each by its path.",
            Assert.Throws<InvalidInputException>(() => new NamedFiles("x/1.png", "y/1.png").Labelled(path)).Message);
    }

    [Fact]
    public void a_label_file_that_is_not_there_is_named() => Assert.StartsWith(
        "Label file '/nowhere.csv' can't be read: ",
        Assert.Throws<InvalidInputException>(() => new NamedFiles("a").Labelled("/nowhere.csv")).Message,
        StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }
}
