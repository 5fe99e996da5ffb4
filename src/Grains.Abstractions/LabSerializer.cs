using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace PgGanLab.Grains;

/// <summary>
/// Lets grains speak the records of PgGanLab.Growth as they are, without an attribute of Orleans: between processes
/// they travel as JSON (<see cref="GrowthJson"/>), within a process they are handed over uncopied, because they are
/// immutable. The lab's own exceptions keep their type.
/// </summary>
public static class LabSerializer
{
    /// <summary>Registers it; silos and clients need it alike.</summary>
    public static IServiceCollection AddLabSerializer(this IServiceCollection services)
    {
        services.Configure<ExceptionSerializationOptions>(options =>
            options.SupportedNamespacePrefixes.Add("PgGanLab"));
        services.AddSingleton<IGeneralizedCopier, UncopiedGrowth>();
        return services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: IsGrowth,
            isCopyable: _ => false,
            options => options.Configure(o => o.SerializerOptions = GrowthJson.Options)));
    }

    /// <summary>Enums and exceptions travel as Orleans' own do.</summary>
    private static bool IsGrowth(Type type) =>
        type.Assembly == GrowthJson.Assembly && !type.IsEnum && !typeof(Exception).IsAssignableFrom(type);

    private sealed class UncopiedGrowth : IGeneralizedCopier, IOptionalDeepCopier
    {
        public bool IsSupportedType(Type type) => IsGrowth(type);

        public bool IsShallowCopyable() => true;

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
