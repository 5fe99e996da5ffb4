namespace PgGanLab.OrleansConformance.Copying;

[Alias("IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    /// <summary>Answers with what it got.</summary>
    [Alias("Echo")]
    Task<object?> Echo(object? value);

    /// <summary>Whether two arguments arrive as one object.</summary>
    [Alias("AreSame")]
    Task<bool> AreSame(object first, object second);

    /// <summary>Keeps the list and answers with the very same object on every call.</summary>
    [Alias("Keep")]
    Task<List<int>> Keep(List<int> list);

    [Alias("Kept")]
    Task<List<int>> Kept();

    /// <summary>Adds to the list that it got, which only an uncopied list shows.</summary>
    [Alias("AddTo")]
    Task AddTo(List<int> list);

    [Alias("AddToImmutable")]
    Task AddToImmutable([Immutable] List<int> list);

    [Alias("AddToMembers")]
    Task AddToMembers(MutableRecord record);

    [Alias("AddToFrozen")]
    Task AddToFrozen(FrozenRecord record);

    [Alias("MakePlain")]
    Task<object> MakePlain();
}
