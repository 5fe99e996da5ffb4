using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Numbers;

/// <summary>
/// Arithmetic between tensors and numbers. TorchSharp turns every number into a temporary <see cref="Scalar"/> and
/// hands its native part to libtorch without keeping it alive: a garbage collection that another thread causes frees
/// it while it is read. Even
/// <c>a + b</c> of two tensors makes one, its factor 1. Here every scalar lives until the call has returned; so nothing
/// else in the project hands numbers to tensors, or calls a member that does (a test of the compiled code says so).
/// Source of the mechanism: TorchSharp 0.107, Scalar.cs and Tensor.Math.cs.
/// </summary>
public static class TensorMath
{
    private static readonly Scalar Zero = 0;
    private static readonly Scalar One = 1;
    private static readonly Scalar Two = 2;

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary>a + b * factor.</summary>
    public static Tensor AddScaled(this Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return a.add(b, scalar);
    }

    /// <summary>x + number.</summary>
    public static Tensor Plus(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.add(scalar, One);
    }

    /// <summary>x - number.</summary>
    public static Tensor Minus(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.sub(scalar);
    }

    /// <summary>x times a number.</summary>
    public static Tensor Times(this Tensor x, double factor)
    {
        using Scalar scalar = factor;
        return x.mul(scalar);
    }

    /// <summary>x divided by a number.</summary>
    public static Tensor DividedBy(this Tensor x, double divisor)
    {
        using Scalar scalar = divisor;
        return x.div(scalar);
    }

    /// <summary>x times itself.</summary>
    public static Tensor Squared(this Tensor x) => x.pow(Two);

    /// <summary>x to the power of a number.</summary>
    public static Tensor ToThePower(this Tensor x, double exponent)
    {
        using Scalar scalar = exponent;
        return x.pow(scalar);
    }

    /// <summary>Numbers below <paramref name="least"/> become that.</summary>
    public static Tensor AtLeast(this Tensor x, double least)
    {
        using Scalar scalar = least;
        return x.clamp_min(scalar);
    }

    /// <summary>Numbers beyond the bounds become the bounds.</summary>
    public static Tensor Between(this Tensor x, double least, double most)
    {
        using Scalar low = least;
        using Scalar high = most;
        return x.clamp(low, high);
    }

    /// <summary>True where x &lt; number.</summary>
    public static Tensor IsBelow(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.lt(scalar);
    }

    /// <summary>True where x &gt;= number.</summary>
    public static Tensor IsFrom(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.ge(scalar);
    }

    /// <summary>x where it is positive, else x times <paramref name="slope"/>.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using Scalar scalar = slope;
        return x.leaky_relu(scalar);
    }

    /// <summary>The same in the memory of x.</summary>
    public static Tensor LeakyReluInPlace(this Tensor x, double slope)
    {
        using Scalar scalar = slope;
        return x.leaky_relu_(scalar);
    }

    /// <summary>log(1 + e^x).</summary>
    public static Tensor Softplus(this Tensor x) => x.negative().log_sigmoid().negative();

    /// <summary>x += y * factor, in the memory of x.</summary>
    public static Tensor AddInPlace(this Tensor x, Tensor y, double factor = 1)
    {
        if (factor == 1)
            return x.add_(y, One);
        using Scalar scalar = factor;
        return x.add_(y, scalar);
    }

    /// <summary>x += number, in the memory of x.</summary>
    public static Tensor AddInPlace(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.add_(scalar, One);
    }

    /// <summary>Every number of x becomes <paramref name="number"/>.</summary>
    public static Tensor FillInPlace(this Tensor x, double number)
    {
        using Scalar scalar = number;
        return x.fill_(scalar);
    }

    /// <summary>x *= factor, in the memory of x.</summary>
    public static Tensor MultiplyInPlace(this Tensor x, double factor)
    {
        using Scalar scalar = factor;
        return x.mul_(scalar);
    }

    /// <summary>x += a * b * factor, in the memory of x.</summary>
    public static Tensor AddProductInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return x.addcmul_(a, b, scalar);
    }

    /// <summary>x += a / b * factor, in the memory of x.</summary>
    public static Tensor AddQuotientInPlace(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return x.addcdiv_(a, b, scalar);
    }

    /// <summary>[count] the numbers 0, 1, … as float32.</summary>
    public static Tensor Range(long count, Device device)
    {
        using Scalar stop = count;
        return arange(Zero, stop, One, ScalarType.Float32, device);
    }
}
