using PgGanLab.Growth;

namespace PgGanLab.Model.Tests.Data.Labels;

public class FolderLabelTests
{
    [Theory]
    [InlineData("a.png,b.png", "")]
    [InlineData("cat/a.png,cat/b.png", "")]
    [InlineData("cat/a.png,b.png", "")]
    [InlineData("cat/a.png,dog/b.png", "cat dog")]
    [InlineData("all/data/cat/a.png,all/data/dog/x/b.png", "cat dog")]
    [InlineData("10/a.png,9/b.png", "9 10")]
    [InlineData("0/a.png,1/a.png,10/a.png,11/a.png,2/a.png", "0 1 2 10 11")]
    [InlineData("1/a.png,01/a.png", "01 1")]
    [InlineData("10x/a.png,9x/b.png", "10x 9x")]
    [InlineData("train/cat/1.png,val/cat/2.png", "cat")]
    [InlineData("train/cat/1.png,val/dog/2.png", "cat dog")]
    [InlineData("x/Train/cat/1.png,x/test/dog/2.png,x/valid/dog/3.png", "cat dog")]
    [InlineData("fold1/cat/1.png,fold_2/dog/2.png", "cat dog")]
    [InlineData("trainA/1.png,trainB/2.png,testA/3.png", "")]
    [InlineData("train/images/1.png,val/images/2.png", "")]
    [InlineData("train/images/cat/1.png,val/images/dog/2.png", "cat dog")]
    [InlineData("train/data/cat/1.png,val/data/dog/2.png", "cat dog")]
    [InlineData("train/cat/1.png,val/cat/more/2.png", "cat")]
    [InlineData("train/cat/1.png,test/2.png", "")]
    [InlineData("train/1.png,test/2.png,extra/3.png", "")]
    [InlineData("train/cat/1.png,test/dog/2.png,unlabeled/cat/3.png", "cat dog")]
    [InlineData("train/1.png,holdout/2.png", "")]
    [InlineData("extra/1.png,plain/2.png", "extra plain")]
    [InlineData("cat/train/1.png,dog/val/2.png", "cat dog")]
    [InlineData("train/1.png,car/2.png", "car train")]
    [InlineData("00000/00000_00000.png,00001/00000_00000.png", "00000 00001")]
    [InlineData("00000/img00000000.png,00003/img00003000.png", "")]
    [InlineData("00000/00000.png,00000/00999.png,01000/01000.png", "")]
    [InlineData("0/1.png,1/2.png", "0 1")]
    public void folders_are_classes_where_they_are_neither_splits_nor_shards(string names, string classes) =>
        Assert.Equal(classes, string.Join(' ', Files(names).Labelled().Labels.Names));

    [Theory]
    [InlineData("00000/img0.png,00001/img1.png",
        "The numbered folders are shards of one data set, not classes; --labels folders makes classes of them.")]
    [InlineData("cat/a.png,dog/b.png,c.png", "The folders are no classes, as an image lies beside them: c.png.")]
    [InlineData("train/cat/a.png,train/dog/b.png,test/1.png,test/2.png",
        "The folders are no classes, as 2 images lie beside them: test/1.png.")]
    public void folders_that_are_no_classes_are_told(string names, string remark)
    {
        var table = Files(names).Labelled().Labels;
        Assert.Empty(table.Names);
        Assert.Equal([remark], table.Remarks);
    }

    [Fact]
    public void shards_are_classes_where_the_user_says_so() =>
        Assert.Equal(["00000", "00001"], Files("00000/img0.png,00001/img1.png").Labelled("folders").Labels.Names);

    [Theory]
    [InlineData("images/1.png,masks/1.png", "images/1.png=")]
    [InlineData(
        "d/images/cat/1.png,d/images/dog/2.png,d/labels/cat/1.png", "d/images/cat/1.png=cat d/images/dog/2.png=dog")]
    [InlineData("train/images/1.png,train/masks/1.png,val/images/2.png,val/masks/2.png",
        "train/images/1.png= val/images/2.png=")]
    public void masks_beside_images_are_left_out_with_a_remark(string names, string used)
    {
        var (images, table) = Files(names).Labelled();
        Assert.Equal(used, string.Join(' ', images));
        Assert.Matches(
            "^Images in (masks|labels) were left out, as they lie beside images.$", Assert.Single(table.Remarks));
    }

    [Theory]
    [InlineData("train", "train/cat/1.png=cat train/dog/2.png=dog")]
    [InlineData("VAL", "val/cat/3.png=cat")]
    [InlineData("test", "test/4.png=")]
    public void one_split_can_be_taken(string split, string used) => Assert.Equal(
        used, string.Join(' ',
            Files("train/cat/1.png,train/dog/2.png,val/cat/3.png,test/4.png").Labelled(split: split).Images));

    [Fact]
    public void what_lies_beside_two_splits_is_a_third()
    {
        var files = Files("train/cat/1.png,test/dog/2.png,wild/cat/3.png,wild/cat/4.png");
        Assert.Equal(["wild counts as a split, as it lies beside test and train."], files.Labelled().Labels.Remarks);
        Assert.Equal(["cat", "dog"], files.Labelled().Labels.Names);
        Assert.Equal(["wild/cat/3.png=cat", "wild/cat/4.png=cat"], files.Labelled(split: "wild").Images);
        Assert.Empty(Files("train/1.png,test/2.png,wild/3.png").Labelled(split: "wild").Labels.Names);
    }

    [Theory]
    [InlineData("train/1.png,val/2.png", "tran", "split is 'tran'; 'here' has train, val.")]
    [InlineData("a/1.png,b/2.png", "a",
        "split is 'a', but 'here' has no splits; "
        + "they are folders such as train, val and test, or a column called split.")]
    public void a_split_that_is_not_there_is_named(string names, string split, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => Files(names).Labelled(split: split)).Message);

    [Fact]
    public void folders_can_be_left_alone() => Assert.Empty(Files("cat/a.png,dog/b.png").Labelled("none").Labels.Names);

    [Fact]
    public void folders_that_are_asked_for_must_be_there()
    {
        var e = Assert.Throws<InvalidInputException>(() => Files("cat/a.png,b.png").Labelled("folders"));
        Assert.StartsWith("The images of 'here' do not all lie in folders", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "dataset.json")]
    [InlineData("ffhq/", "dataset.json")]
    [InlineData("ffhq/", "ffhq/dataset.json")]
    public void the_archives_own_labels_are_used(string below, string place)
    {
        var files = Sidecar(
            below, place, """{"labels": [["00000/img0.png", 5], ["00000/img1.png", 2], ["00003/img2.png", 2]]}""");
        var (images, table) = files.Labelled();
        Assert.Equal(
            $"{below}00000/img0.png=5 {below}00000/img1.png=2 {below}00003/img2.png=2", string.Join(' ', images));
        Assert.Equal(["2", "5"], table.Names);
        Assert.Equal(["00000", "00003"], files.Labelled("folders").Labels.Names);
    }

    [Fact]
    public void the_archive_can_say_that_it_has_no_classes()
    {
        var table = Sidecar("", "dataset.json", """{"labels": null}""").Labelled().Labels;
        Assert.Empty(table.Names);
        Assert.Empty(table.Remarks);
    }

    [Fact]
    public void an_image_that_the_archives_own_labels_lack_has_none()
    {
        var table = Sidecar("", "dataset.json", """{"labels": [["00000/img0.png", 1]]}""").Labelled().Labels;
        Assert.Equal("it has no label in dataset.json",
            Assert.Throws<Model.Imaging.Decoding.BadImageException>(() => table.Of(1)).Message);
    }

    [Fact]
    public void another_dataset_json_is_told_and_left_alone()
    {
        var table = new NamedFiles("cat/1.png",
            "dog/2.png")
        { Beside = new() { ["dataset.json"] = """{"title": "pets"}""" } }.Labelled().Labels;
        Assert.Equal(["cat", "dog"], table.Names);
        Assert.StartsWith("dataset.json was not used", Assert.Single(table.Remarks), StringComparison.Ordinal);
    }

    private static NamedFiles Sidecar(string below, string place, string json) =>
        new($"{below}00000/img0.png", $"{below}00000/img1.png", $"{below}00003/img2.png")
        {
            Beside = new() { [place] = json }
        };

    private static NamedFiles Files(string names) => new(names.Split(','));
}
