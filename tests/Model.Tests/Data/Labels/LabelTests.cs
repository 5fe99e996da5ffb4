using PgGanLab.Growth;
using PgGanLab.Model.Data.Files;
using PgGanLab.Model.Data.Labels;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Tests.Data.Labels;

public sealed class LabelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.png,b.png", "")]
    [InlineData("cat/a.png,cat/b.png", "")]
    [InlineData("cat/a.png,b.png", "")]
    [InlineData("cat/a.png,dog/b.png", "cat dog")]
    [InlineData("all/train/cat/a.png,all/train/dog/x/b.png", "cat dog")]
    [InlineData("10/a.png,9/b.png", "10 9")]
    public void folders_are_classes_where_all_images_lie_in_some(string names, string classes) =>
        Assert.Equal(classes, string.Join(' ', LabelTable.Of(new Names(names.Split(',')), null).Names));

    [Fact]
    public void folders_can_be_left_alone() => Assert.Equal(0, LabelTable.Of(new Names("cat/a.png", "dog/b.png"), "none").Classes);

    [Fact]
    public void folders_that_are_asked_for_must_be_there()
    {
        var e = Assert.Throws<InvalidInputException>(() => LabelTable.Of(new Names("cat/a.png", "b.png"), "folders"));
        Assert.StartsWith("The images of 'here' do not all lie in folders", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels.json", """{"labels": [["x/a.png", 3], ["b.png", 0]]}""")]
    [InlineData("labels.json", """{"x/a.png": 3, "b.png": "0"}""")]
    [InlineData("labels.json", """[{"image": "a.png", "name": "no", "category": 3}, {"file": "b.png", "label": 0}]""")]
    [InlineData("labels.csv", "x/a.png,3\nb.png,0")]
    [InlineData("labels.csv", "label,more,filename\r\n3,?,x\\a.png\r\n0,\"?,\"\"\",./b.png\r\n")]
    public void label_files_of_every_form_say_the_same(string name, string text)
    {
        var table = LabelTable.Of(new Names("x/a.png", "b.png"), Write(name, text));
        Assert.Equal((4, 3, 0), (table.Classes, table.Of(0), table.Of(1)));
        Assert.Empty(table.Names);
    }

    [Fact]
    public void words_are_classes_in_ordinal_order()
    {
        var table = LabelTable.Of(new Names("a", "b", "c"), Write("labels.json", """{"a": "dog", "b": "cat", "c": "dog"}"""));
        Assert.Equal(["cat", "dog"], table.Names);
        Assert.Equal([1, 0, 1], new[] { table.Of(0), table.Of(1), table.Of(2) });
    }

    [Fact]
    public void an_image_without_a_label_is_damaged()
    {
        var table = LabelTable.Of(new Names("a", "b"), Write("labels.json", """{"a": 1}"""));
        Assert.Equal($"it has no label in {folder.File("labels.json")}", Assert.Throws<BadImageException>(() => table.Of(1)).Message);
    }

    [Theory]
    [InlineData("labels.json", "{", "is of no known form: the JSON is broken at line 1, column 2.")]
    [InlineData("labels.json", "3", "is of no known form: it must be an object or an array.")]
    [InlineData("labels.json", """{"labels": [3]}""", "is of no known form: 'labels' must hold pairs of a file and its label, not 3.")]
    [InlineData("labels.json", """[{"image": "a"}]""", "is of no known form: each object needs one of file, filename, file_name, image, path, name and one of label, class, category, unlike {\"image\": \"a\"}.")]
    [InlineData("labels.csv", "a,1\nb", "is of no known form: line 2 has 1 fields, fewer than needed for a file and its label.")]
    [InlineData("labels.csv", "\"a,1", "is of no known form: a quotation mark in line 1 is not closed.")]
    [InlineData("labels.csv", "c.png,1\nd.png,2", "names none of the images; it names 2 others such as c.png, the first image is a.")]
    [InlineData("labels.csv", "a,1\na,2", "gives a two labels, '1' and '2'.")]
    public void a_label_file_that_can_not_be_used_is_named_with_the_reason(string name, string text, string sentence)
    {
        var path = Write(name, text);
        Assert.Equal($"Label file '{path}' {sentence}", Assert.Throws<InvalidInputException>(() => LabelTable.Of(new Names("a", "b"), path)).Message);
    }

    [Fact]
    public void a_label_file_that_is_not_there_is_named() => Assert.StartsWith(
        "Label file '/nowhere.csv' can't be read: ", Assert.Throws<InvalidInputException>(() => LabelTable.Of(new Names("a"), "/nowhere.csv")).Message, StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }

    private sealed class Names(params string[] names) : IImageFiles
    {
        public string Place => "here";

        IReadOnlyList<string> IImageFiles.Names => names;

        byte[] IImageFiles.Read(int index) => throw new NotSupportedException();

        public void Dispose() { }
    }
}
