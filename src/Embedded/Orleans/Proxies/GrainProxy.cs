using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The class that generated proxies derive from; <see cref="System.Reflection.DispatchProxy"/> needs one that is not abstract.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it at run time.")]
internal class GrainProxy : GrainReference;
