namespace Orleans.Serialization;

/// <summary>Which exceptions travel between hosts with their own type. In one process they are handed over as they are.</summary>
public class ExceptionSerializationOptions
{
    /// <summary>Beginnings of the namespaces of such exceptions.</summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } = new(StringComparer.Ordinal) { "Microsoft", "System", "Azure" };
}
