using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Element by element, into a new tensor.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_abs(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_acos(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_asin(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_atan(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_ceil(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_cos(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_cosh(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_erf(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_exp(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_expm1(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_floor(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_frac(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_isfinite(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_isinf(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_isnan(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_log(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_log10(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_log1p(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_log2(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_logical_not(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_bitwise_not(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_neg(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_reciprocal(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_relu(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_round(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_rsqrt(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_sigmoid(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_sign(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_sin(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_sinh(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_sqrt(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_tan(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_tanh(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_trunc(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_atan2(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_bitwise_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_bitwise_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_bitwise_xor(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_fmax(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_fmin(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_logical_and(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_logical_or(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_logical_xor(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_maximum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_minimum(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_mul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_pow(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_remainder(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_mul_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_pow_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_remainder_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_add(Tensor self, Tensor other, Number alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_add_scalar(Tensor self, Number other, Number alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_sub(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_sub_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_rsub_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_div(Tensor self, Tensor other, int mode);

    [LibraryImport(Library)]
    public static partial Tensor ts_div_scalar(Tensor self, Number other, int mode);

    [LibraryImport(Library)]
    public static partial int ts_div_(Tensor self, Tensor other, int mode);

    [LibraryImport(Library)]
    public static partial int ts_div_scalar_(Tensor self, Number other, int mode);

    [LibraryImport(Library)]
    public static partial Tensor ts_clamp(Tensor self, Number* min, Number* max);

    [LibraryImport(Library)]
    public static partial Tensor ts_clamp_tensor(
        Tensor self, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? min,
        [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? max);

    [LibraryImport(Library)]
    public static partial Tensor ts_lerp(Tensor self, Tensor end, Tensor weight);

    [LibraryImport(Library)]
    public static partial Tensor ts_addcmul(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    public static partial Tensor ts_addcdiv(Tensor self, Tensor first, Tensor second, Number value);

    [LibraryImport(Library)]
    public static partial Tensor ts_leaky_relu(Tensor self, Number slope);

    [LibraryImport(Library)]
    public static partial Tensor ts_elu(Tensor self, Number alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_silu(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_softplus(Tensor self, Number beta, Number threshold);

    [LibraryImport(Library)]
    public static partial Tensor ts_nan_to_num(Tensor self, double* nan, double* posinf, double* neginf);

    [LibraryImport(Library)]
    public static partial Tensor ts_round_decimals(Tensor self, long decimals);
}
