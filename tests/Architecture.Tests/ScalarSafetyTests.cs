using Mono.Cecil;
using PgGanLab.Model.Numbers;
using TorchSharp;

namespace PgGanLab.Architecture.Tests;

/// <summary>
/// TorchSharp 0.107 frees the Scalars that it makes of numbers while libtorch reads them, when another thread
/// collects garbage in that moment. No number reaches a tensor operator except through <see cref="TensorMath"/>,
/// which keeps its scalars alive.
/// </summary>
public sealed class ScalarSafetyTests
{
    private static readonly string Helper = typeof(TensorMath).FullName!;
    private static readonly TorchScalars Torch = new(Read(typeof(torch).Assembly.Location));

    [Theory, InlineData("Model"), InlineData("Silo"), InlineData("Tools")]
    public void no_number_is_handed_to_a_tensor_operator_except_by_the_helper_that_keeps_it_alive(string project)
    {
        using var assembly = Read(Path.Combine(AppContext.BaseDirectory, $"PgGanLab.{project}.dll"));
        var faults = Torch.Faults(assembly, Helper).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void the_check_sees_every_kind_of_fault()
    {
        using var assembly = Read(typeof(Unsafe).Assembly.Location);
        var faults = Torch.Faults(assembly, Helper).ToList();
        Assert.All(
            new[]
            {
                nameof(Unsafe.Number), nameof(Unsafe.Sum), nameof(Unsafe.Square), nameof(Unsafe.LeakyRelu),
                nameof(Unsafe.Conversion), nameof(Unsafe.Handed)
            },
            name => Assert.Contains(faults, fault => fault.Contains($".{name} calls ", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            faults, fault => fault.Contains($".{nameof(Unsafe.Product)} calls ", StringComparison.Ordinal));
    }

    /// <summary>
    /// Where nothing is found, the package has changed: then the reason for the helper may be gone too.
    /// </summary>
    [Fact]
    public void torchsharp_still_makes_scalars_by_itself() => Assert.InRange(Torch.Count, 100, int.MaxValue);

    private static AssemblyDefinition Read(string path) => AssemblyDefinition.ReadAssembly(path);

    private static class Unsafe
    {
        public static torch.Tensor Number(torch.Tensor x) => x * 0.25;

        public static torch.Tensor Sum(torch.Tensor x, torch.Tensor y) => x + y;

        public static torch.Tensor Square(torch.Tensor x) => x.square();

        public static torch.Tensor LeakyRelu(torch.Tensor x) => torch.nn.functional.leaky_relu(x, 0.2);

        public static Scalar Conversion(double number) => number;

        public static torch.Tensor Handed(torch.Tensor x, Scalar scalar) => x.mul(scalar);

        public static torch.Tensor Product(torch.Tensor x, torch.Tensor y) => x * y;
    }
}
