using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

/// <summary>Tags and notes that people write.</summary>
public sealed class AnnotationTests
{
    [Fact]
    public void tags_are_lower_case_each_once_and_in_order()
    {
        var written = Annotation.None.WithTags(["Paper", "baseline", " paper ", "gpu:a100"]);
        Assert.Equal(["baseline", "gpu:a100", "paper"], written.Tags);
        Assert.Equal(["a", "b", "c"], Annotation.Split(" a, b\tc ,"));
        Assert.Equal(written.Tags, Annotation.Split(string.Join(' ', written.Tags)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    [InlineData("<b>")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void what_is_no_tag_is_refused(string tag) => Assert.Equal(
        $"'{tag}' is no tag; a tag has 1 to 40 letters, digits or '-_.:/+'.",
        Assert.Throws<InvalidInputException>(() => Annotation.None.WithTags([tag])).Message);

    [Fact]
    public void there_is_a_limit_to_tags_and_notes()
    {
        Assert.Equal("There are 21 tags; there may be 20 at most.", Assert.Throws<InvalidInputException>(
            () => Annotation.None.WithTags(Enumerable.Range(0, 21).Select(i => $"t{i}"))).Message);
        Assert.Equal(4000, Annotation.None.WithNote(new string('a', 4000) + "\n").Note.Length);
        Assert.Equal("The note has 4001 characters; it may have 4000 at most.",
            Assert.Throws<InvalidInputException>(() => Annotation.None.WithNote(new string('a', 4001))).Message);
        Assert.Equal("The note holds a NUL character; leave it out.",
            Assert.Throws<InvalidInputException>(() => Annotation.None.WithNote("a\0b")).Message);
    }
}
