using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Decides how the objects of a type cross calls; the same types do as with Orleans' own serializer.</summary>
internal static class TypeCopierFactory
{
    private static readonly HashSet<Type> NeverChanging =
    [
        typeof(object), typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger), typeof(Rune), typeof(Version),
        typeof(CancellationToken), typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(GrainInterfaceType), typeof(SiloAddress),
    ];

    private static readonly Type[] NeverChangingBases =
        [typeof(Exception), typeof(GrainReference), typeof(Type), typeof(Uri), typeof(IPAddress), typeof(EndPoint), typeof(CultureInfo)];

    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(Collection<>)] = nameof(Collection),
        [typeof(ReadOnlyCollection<>)] = nameof(ReadOnlyCollection),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(Stack<>)] = nameof(Stack),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(SortedSet<>)] = nameof(SortedSet),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(SortedDictionary<,>)] = nameof(SortedDictionary),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(ImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableHashSet),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedDictionary),
        [typeof(ReadOnlyMemory<>)] = nameof(ReadOnlyMemory),
    };

    /// <exception cref="CodecNotFoundException">The type, or the type of a member, is not serializable.</exception>
    public static TypeCopier Create(Type type)
    {
        var (copier, contract) = Find(type);
        SerializableTypes.Require(contract.Select(field => field.FieldType));
        return copier;
    }

    /// <summary>The copier for a type and the fields that are the type's contract, if it has one of its own; these are not checked yet.</summary>
    /// <exception cref="CodecNotFoundException">The type is not serializable.</exception>
    public static (TypeCopier Copier, FieldInfo[] Contract) Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || NeverChanging.Contains(type) || NeverChangingBases.Any(known => known.IsAssignableFrom(type)))
            return (ShallowCopier.Instance, []);
        if (type.IsSZArray) return ((TypeCopier)Activator.CreateInstance(typeof(ArrayCopier<>).MakeGenericType(type.GetElementType()!))!, []);
        if (type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out var method)) return (Call(method, type.GenericTypeArguments), []);
        if (IsTuple(type)) return (new MemberwiseCopier(type, [.. SerializableMembers.AllFields(type)]), []);
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            throw new CodecNotFoundException($"Could not find a copier for type {type}. Give it [GenerateSerializer] and its members an [Id].");
        var contract = SerializableMembers.Contract(type);
        TypeCopier copier = type.IsDefined(typeof(ImmutableAttribute), inherit: false) ? ShallowCopier.Instance : new MemberwiseCopier(type, contract);
        return (copier, contract);
    }

    private static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    private static TypeCopier Call(string method, Type[] arguments) =>
        (TypeCopier)typeof(TypeCopierFactory)
            .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments)
            .Invoke(null, null)!;

    private static CollectionCopier<List<T>, T> List<T>() => new((_, items) => [.. items]);

    private static CollectionCopier<Collection<T>, T> Collection<T>() => new((_, items) => [.. items]);

    private static CollectionCopier<ReadOnlyCollection<T>, T> ReadOnlyCollection<T>() => new((_, items) => new([.. items]));

    private static CollectionCopier<Queue<T>, T> Queue<T>() => new((_, items) => new(items));

    private static CollectionCopier<Stack<T>, T> Stack<T>() => new((_, items) => new(items.Reverse()));

    private static CollectionCopier<HashSet<T>, T> HashSet<T>() => new((original, items) => new(items, original.Comparer));

    private static CollectionCopier<SortedSet<T>, T> SortedSet<T>() => new((original, items) => new(items, original.Comparer));

    private static CollectionCopier<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> Dictionary<TKey, TValue>()
        where TKey : notnull =>
        new((original, items) => new(items, original.Comparer));

    private static CollectionCopier<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> SortedDictionary<TKey, TValue>()
        where TKey : notnull =>
        new((original, items) => new(items.ToDictionary(), original.Comparer));

    private static ImmutableCollectionCopier<ImmutableArray<T>, T> ImmutableArray<T>() => new((_, items) => [.. items]);

    private static ImmutableCollectionCopier<ImmutableList<T>, T> ImmutableList<T>() => new((_, items) => [.. items]);

    private static ImmutableCollectionCopier<ImmutableHashSet<T>, T> ImmutableHashSet<T>() =>
        new((original, items) => items.ToImmutableHashSet(original.KeyComparer));

    private static ImmutableCollectionCopier<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> ImmutableDictionary<TKey, TValue>()
        where TKey : notnull =>
        new((original, items) => items.ToImmutableDictionary(original.KeyComparer, original.ValueComparer));

    private static ImmutableCollectionCopier<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>> ImmutableSortedDictionary<TKey, TValue>()
        where TKey : notnull =>
        new((original, items) => items.ToImmutableSortedDictionary(original.KeyComparer, original.ValueComparer));

    private static ReadOnlyMemoryCopier<T> ReadOnlyMemory<T>() => new();
}
