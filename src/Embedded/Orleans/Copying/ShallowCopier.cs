namespace Orleans.Runtime;

/// <summary>For objects that never change: they cross as they are.</summary>
internal sealed class ShallowCopier : TypeCopier
{
    public static ShallowCopier Instance { get; } = new();

    public override bool IsShallow => true;

    public override object Copy(object original, CopyContext context) => original;
}
