using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The grain classes of the application's assemblies.</summary>
internal sealed class GrainClassCatalog
{
    private static readonly Lazy<GrainClassCatalog> LazyShared = new(() => new GrainClassCatalog(ApplicationAssemblies.Find()));

    private readonly Dictionary<GrainType, GrainClass> _byName = [];
    private readonly ILookup<Type, GrainClass> _byInterface;

    private GrainClassCatalog(IEnumerable<System.Reflection.Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(GrainClass.IsGrainClass))
        {
            var grainClass = new GrainClass(type);
            if (!_byName.TryAdd(grainClass.Name, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"The grain classes {_byName[grainClass.Name].Type} and {type} have the same grain type \"{grainClass.Name}\"; give one a [GrainType].");
            }
        }

        _byInterface = _byName.Values
            .SelectMany(grainClass => grainClass.Interfaces, (grainClass, type) => (grainClass, type))
            .ToLookup(pair => pair.type, pair => pair.grainClass);
    }

    /// <summary>The classes of this process.</summary>
    public static GrainClassCatalog Shared => LazyShared.Value;

    /// <summary>How many classes there are.</summary>
    public int Count => _byName.Count;

    public bool TryGet(GrainType name, [NotNullWhen(true)] out GrainClass? grainClass) => _byName.TryGetValue(name, out grainClass);

    /// <summary>The one class that implements an interface and whose full name starts with the prefix, if one is given.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Implementing(Type interfaceType, string? classNamePrefix)
    {
        GrainClass[] classes =
        [
            .. _byInterface[interfaceType].Where(c => classNamePrefix is null || c.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal)),
        ];
        return classes.Length switch
        {
            1 => classes[0],
            0 => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}"),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. "
                + $"Candidates: {string.Join(", ", classes.Select(c => c.Type.FullName))}"),
        };
    }
}
