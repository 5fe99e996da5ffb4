using System.Collections.Immutable;
using Orleans.Serialization;

namespace PgGanLab.OrleansConformance.Copying;

public sealed class CopyingTests(SiloFixture silo)
{
    private IEchoGrain Grain => silo.Grains.GetGrain<IEchoGrain>("echo");

    public static TheoryData<object> Values => new(
    [
        true, (byte)1, -2, 3L, 4UL, 1.5f, 2.5, 3.5m, 'x', "text", Color.Green, Guid.NewGuid(),
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
        new DateOnly(2026, 1, 2), new TimeOnly(3, 4), TimeSpan.FromSeconds(1.5), new Uri("http://localhost/x"), new Version(1, 2, 3),
        (1, "two"), Tuple.Create(1, "two"), KeyValuePair.Create("a", 1), new Point(1, 2), (int?)5,
        new int[] { 1, 2 }, new byte[] { 1, 2 }, new[] { "a", "b" }, new int[][] { [1], [2, 3] },
        new List<int> { 1, 2 }, new List<string?> { "a", null }, new HashSet<int> { 1, 2 }, new Queue<int>([1, 2]), new Stack<int>([1, 2]),
        new Dictionary<string, int> { ["a"] = 1 }, new SortedDictionary<string, int> { ["a"] = 1 }, new SortedSet<int> { 2, 1 },
        ImmutableArray.Create(1, 2), new Box<ImmutableArray<List<int>>>(default), new Box<int[]?>(null), ImmutableList.Create("a"), ImmutableHashSet.Create(1), ImmutableDictionary<string, int>.Empty.Add("a", 1),
        ImmutableSortedDictionary<string, int>.Empty.Add("a", 1), new Box<int>(3), new Box<Point>(new Point(3, 4)),
    ]);

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task a_value_arrives_as_it_was(object value)
    {
        var echo = await Grain.Echo(value);
        Assert.Equal(value.GetType(), echo!.GetType());
        Assert.Equal(value, echo);
    }

    [Fact]
    public async Task null_arrives_as_null() => Assert.Null(await Grain.Echo(null));

    [Fact]
    public async Task read_only_memory_arrives_as_a_copy()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var echo = (ReadOnlyMemory<byte>)(await Grain.Echo(new ReadOnlyMemory<byte>(bytes)))!;
        bytes[0] = 9;
        Assert.Equal([1, 2, 3], echo.ToArray());
    }

    [Fact]
    public async Task changing_an_argument_after_the_call_leaves_the_grain_alone()
    {
        var grain = silo.Grains.GetGrain<IEchoGrain>(nameof(changing_an_argument_after_the_call_leaves_the_grain_alone));
        List<int> list = [1];
        await grain.Keep(list);
        list.Add(2);
        Assert.Equal([1], await grain.Kept());
    }

    [Fact]
    public async Task changing_a_result_leaves_the_grain_alone()
    {
        var grain = silo.Grains.GetGrain<IEchoGrain>(nameof(changing_a_result_leaves_the_grain_alone));
        var result = await grain.Keep([1]);
        result.Add(2);
        Assert.Equal([1], await grain.Kept());
    }

    [Fact]
    public async Task a_grain_that_changes_an_argument_leaves_the_caller_alone()
    {
        List<int> list = [1];
        await Grain.AddTo(list);
        var record = new MutableRecord("r", [1]);
        await Grain.AddToMembers(record);
        Assert.Equal([1], list);
        Assert.Equal([1], record.Numbers);
    }

    [Fact]
    public async Task immutable_types_and_parameters_are_not_copied()
    {
        List<int> list = [1];
        await Grain.AddToImmutable(list);
        var record = new FrozenRecord([1]);
        await Grain.AddToFrozen(record);
        Assert.Equal([1, -1], list);
        Assert.Equal([1, -1], record.Numbers);
    }

    [Fact]
    public async Task an_object_that_is_passed_twice_arrives_as_one()
    {
        List<int> list = [1];
        Assert.True(await Grain.AreSame(list, list));
        Assert.False(await Grain.AreSame(list, new List<int> { 1 }));
    }

    [Fact]
    public async Task an_object_graph_arrives_whole_and_apart()
    {
        var circle = new Circle { Name = "c", Radius = 2, Tags = ["round"] };
        var drawing = new Drawing
        {
            Shape = circle,
            Points = [new Point(1, 2)],
            ByName = new(StringComparer.OrdinalIgnoreCase) { ["c"] = [circle] },
            Color = Color.Red,
            Grain = Grain,
            Note = "mine",
        };
        drawing.Next = drawing;
        drawing.SetSecret(42);

        var echo = (Drawing)(await Grain.Echo(drawing))!;

        Assert.NotSame(drawing, echo);
        Assert.Same(echo, echo.Next);
        Assert.Equal("round", Assert.Single(Assert.IsType<Circle>(echo.Shape).Tags));
        Assert.NotSame(circle, echo.Shape);
        Assert.Same(echo.Shape, echo.ByName["C"][0]);
        Assert.Equal(new Point(1, 2), Assert.Single(echo.Points));
        Assert.Equal(42, echo.Secret());
        Assert.Equal(Color.Red, echo.Color);
        Assert.Equal(Grain, echo.Grain);
        Assert.Equal("unset", echo.Note);
    }

    [Fact]
    public async Task an_argument_that_is_not_serializable_is_refused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(new PlainRecord("x")));

    [Fact]
    public async Task a_result_that_is_not_serializable_is_refused()
    {
        var error = await Assert.ThrowsAsync<CodecNotFoundException>(Grain.MakePlain);
        Assert.Contains(nameof(PlainRecord), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task something_inside_that_is_not_serializable_is_refused()
    {
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(new List<object> { new PlainRecord("x") }));
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(new Box<object>(new PlainRecord("x"))));
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(new { Name = "x" }));
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(Enumerable.Range(0, 3).Select(i => i)));
    }

    [Fact]
    public async Task a_collection_expression_behind_an_interface_is_refused()
    {
        IReadOnlyList<int> numbers = [1, 2, 3];
        await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(numbers));
    }

    [Fact]
    public async Task an_exception_can_be_an_argument()
    {
        var echo = Assert.IsType<InvalidOperationException>(await Grain.Echo(new InvalidOperationException("as data")));
        Assert.Equal("as data", echo.Message);
    }
}
