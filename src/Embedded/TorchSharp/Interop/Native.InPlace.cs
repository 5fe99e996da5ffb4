using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Element by element, into the tensor itself.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial int ts_abs_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_ceil_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_exp_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_floor_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_log_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_neg_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_reciprocal_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_relu_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_round_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_rsqrt_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_sigmoid_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_sign_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_sqrt_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_tanh_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_trunc_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_fill_(Tensor self, Number value);

    [LibraryImport(Library)]
    public static partial int ts_add_(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    public static partial int ts_add_scalar_(Tensor self, Number other, Number alpha);

    [LibraryImport(Library)]
    public static partial int ts_sub_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial int ts_sub_scalar_(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial int ts_mul_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial int ts_mul_scalar_(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial int ts_pow_(Tensor self, Tensor exponent);

    [LibraryImport(Library)]
    public static partial int ts_pow_scalar_(Tensor self, Number exponent);

    [LibraryImport(Library)]
    public static partial int ts_clamp_(Tensor self, Number* min, Number* max);

    [LibraryImport(Library)]
    public static partial int ts_clamp_tensor_(
        Tensor self, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? min,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? max);

    [LibraryImport(Library)]
    public static partial int ts_lerp_(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    public static partial int ts_addcmul_(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    public static partial int ts_addcdiv_(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    public static partial int ts_leaky_relu_(Tensor self, Number slope);

    [LibraryImport(Library)]
    public static partial int ts_round_decimals_(Tensor self, long decimals);
}
