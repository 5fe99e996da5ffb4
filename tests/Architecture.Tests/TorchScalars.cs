using Mono.Cecil;

namespace PgGanLab.Architecture.Tests;

/// <summary>
/// Which members of TorchSharp hand a temporary Scalar to libtorch: those that convert a number to one, and all that
/// call them. Read from TorchSharp's compiled code, so that it follows the package.
/// </summary>
internal sealed class TorchScalars
{
    private const string Scalar = "TorchSharp.Scalar";
    private const string Conversions = "TorchSharp.ScalarExtensionMethods";

    /// <summary>
    /// Safe although it can make scalars: it makes them of float, double and long arguments alone, and
    /// ours are tensors and a bool.
    /// </summary>
    private const string ScriptModuleCall = "System.Object TorchSharp.torch/jit/ScriptModule::call(System.Object[])";

    private readonly HashSet<string> makers;

    /// <param name="torch">TorchSharp.dll.</param>
    public TorchScalars(AssemblyDefinition torch)
    {
        var callers = new Dictionary<string, List<string>>();
        var found = new Queue<string>();
        makers = [];
        foreach (var method in Methods(torch)
            .Where(m => m.DeclaringType.FullName is not (Scalar or Conversions) && !IsStaticConstructor(m)))
            foreach (var called in Calls(method))
            {
                if (Converts(called) && makers.Add(method.FullName))
                    found.Enqueue(method.FullName);
                var name = Definition(called);
                if (!callers.TryGetValue(name, out var list))
                    callers.Add(name, list = []);
                list.Add(method.FullName);
            }
        while (found.TryDequeue(out var maker))
            foreach (var caller in callers.GetValueOrDefault(maker, []).Where(makers.Add))
                found.Enqueue(caller);
    }

    /// <summary>How many of TorchSharp's members make scalars.</summary>
    public int Count => makers.Count;

    /// <summary>
    /// What an assembly does by itself that only <paramref name="helper"/> may: convert a number to a Scalar, hand one
    /// on, or call a member that makes one. The helper itself may do the first two.
    /// </summary>
    /// <param name="assembly">To be checked.</param>
    /// <param name="helper">Full name of the class that keeps scalars alive.</param>
    /// <returns>A sentence for each place.</returns>
    public IEnumerable<string> Faults(AssemblyDefinition assembly, string helper) =>
        from method in Methods(assembly)
        let inHelper = method.DeclaringType.FullName == helper
        from called in Calls(method)
        where Makes(called) || (!inHelper && (Converts(called) || Takes(called)))
        select $"{method.DeclaringType.FullName}.{method.Name} calls {Short(called)}, which {Why(called)}; "
            + (inHelper
                ? "call the member that takes all of its numbers as Scalar."
                : $"use {helper}, whose scalars live until the call has returned.");

    private bool Makes(MethodReference called) =>
        makers.Contains(Definition(called)) && Definition(called) != ScriptModuleCall;

    private string Why(MethodReference called) => Makes(called) ? "makes a Scalar that nothing keeps alive"
        : Converts(called) ? "makes a Scalar of a number"
        : "hands a Scalar to libtorch";

    private static bool Converts(MethodReference called) => called.DeclaringType.FullName is Scalar or Conversions
        && (called.Name == ".ctor" || called.ReturnType.FullName == Scalar);

    private static bool Takes(MethodReference called) =>
        called.DeclaringType.FullName.StartsWith("TorchSharp.", StringComparison.Ordinal)
        && called.Parameters.Any(p => p.ParameterType.FullName == Scalar);

    private static IEnumerable<MethodDefinition> Methods(AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();

    /// <summary>The name of a method as it is defined, without the type arguments of this call.</summary>
    private static string Definition(MethodReference called)
    {
        var method = called.GetElementMethod();
        return method.DeclaringType is GenericInstanceType { ElementType: TypeDefinition }
            ? method.Resolve()?.FullName ?? method.FullName
            : method.FullName;
    }

    private static bool IsStaticConstructor(MethodDefinition method) =>
        method is { IsConstructor: true, IsStatic: true };

    private static string Short(MethodReference called) =>
        $"{called.DeclaringType.Name}.{called.Name}("
        + $"{string.Join(", ", called.Parameters.Select(p => p.ParameterType.Name))})";
}
