using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;

namespace Orleans.Runtime;

/// <summary>What the runtime knows about a grain class.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly TimeSpan? _ageLimit;

    public GrainClass(Type type)
    {
        Type = type;
        Name = GrainType.Create(type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? ConventionalName(type));
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        Placement = type.GetCustomAttribute<PlacementAttribute>()?.PlacementStrategy;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        _ageLimit = AttributeAgeLimit(type);
        _factory = ActivatorUtilities.CreateFactory(type, []);
    }

    public Type Type { get; }

    /// <summary>The class's name inside grain ids.</summary>
    public GrainType Name { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    /// <summary>The interface that a grain's own reference shows.</summary>
    public Type MainInterface => Interfaces[0];

    public GrainInterfaceType MainInterfaceType => GrainInterfaceType.Create(MainInterface.FullName!);

    /// <summary>The class's placement strategy, if it has one of its own.</summary>
    public PlacementStrategy? Placement { get; }

    public bool IsReentrant { get; }

    /// <exception cref="InvalidOperationException">The constructor failed, or a service that it needs is missing.</exception>
    public object Create(IServiceProvider services)
    {
        try
        {
            return _factory(services, null);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type '{Type}'. See {nameof(Exception.InnerException)} for details.", exception);
        }
    }

    /// <summary>How long an activation may be idle; infinite means for ever.</summary>
    public TimeSpan AgeLimit(GrainCollectionOptions options) =>
        _ageLimit ?? (options.ClassSpecificCollectionAge.TryGetValue(Type.FullName!, out var specific) ? specific : options.CollectionAge);

    public static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && !typeof(GrainReference).IsAssignableFrom(type)
        && type.GetInterfaces().Any(IsGrainInterface);

    private static bool IsGrainInterface(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) && type != typeof(IGrain) && type != typeof(IGrainWithStringKey);

    private static string ConventionalName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > "grain".Length ? name[..^"grain".Length] : name;
    }

    private static TimeSpan? AttributeAgeLimit(Type type)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute))) return Timeout.InfiniteTimeSpan;
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        return limit is null ? null : limit.AlwaysActive ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
    }
}
