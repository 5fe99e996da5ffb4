using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Arithmetic into this tensor; each returns this tensor.</content>
    public partial class Tensor
    {
        public Tensor fill_(Scalar value) => Done(Native.ts_fill_(this, value));

        public Tensor add_(Tensor target) => Done(Native.ts_add_(this, target, Number.One));

        /// <summary>this += alpha * target.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.ts_add_(this, target, alpha));

        public Tensor add_(Scalar scalar) => Done(Native.ts_add_scalar_(this, scalar, Number.One));

        public Tensor add_(Scalar scalar, Scalar alpha) => Done(Native.ts_add_scalar_(this, scalar, alpha));

        public Tensor sub_(Tensor target) => Done(Native.ts_sub_(this, target));

        public Tensor sub_(Scalar target) => Done(Native.ts_sub_scalar_(this, target));

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor mul_(Tensor target) => Done(Native.ts_mul_(this, target));

        public Tensor mul_(Scalar target) => Done(Native.ts_mul_scalar_(this, target));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(Native.ts_div_(this, target, (int)rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Done(Native.ts_div_scalar_(this, target, (int)rounding_mode));

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor pow_(Tensor exponent) => Done(Native.ts_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => Done(Native.ts_pow_scalar_(this, exponent));

        public unsafe Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Number low = min?.Value ?? default, high = max?.Value ?? default;
            return Done(Native.ts_clamp_(this, min is null ? null : &low, max is null ? null : &high));
        }

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Done(Native.ts_clamp_tensor_(this, min, max));

        public Tensor clamp_min_(Scalar min) => clamp_(min, (Scalar?)null);

        public Tensor clamp_max_(Scalar max) => clamp_((Scalar?)null, max);

        /// <summary>this += weight * (end - this).</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Done(Native.ts_lerp_(this, end, weight));

        /// <summary>this += value * tensor1 * tensor2.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcmul_(this, tensor1, tensor2, value));

        /// <summary>this += value * tensor1 / tensor2.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(Native.ts_addcdiv_(this, tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Done(Native.ts_addcdiv_(this, tensor1, tensor2, Number.One));

        public Tensor abs_() => Done(Native.ts_abs_(this));

        public Tensor ceil_() => Done(Native.ts_ceil_(this));

        public Tensor exp_() => Done(Native.ts_exp_(this));

        public Tensor floor_() => Done(Native.ts_floor_(this));

        public Tensor log_() => Done(Native.ts_log_(this));

        public Tensor neg_() => Done(Native.ts_neg_(this));

        public Tensor reciprocal_() => Done(Native.ts_reciprocal_(this));

        public Tensor round_(long decimals = 0L) =>
            Done(decimals == 0 ? Native.ts_round_(this) : Native.ts_round_decimals_(this, decimals));

        public Tensor rsqrt_() => Done(Native.ts_rsqrt_(this));

        public Tensor sign_() => Done(Native.ts_sign_(this));

        public Tensor sqrt_() => Done(Native.ts_sqrt_(this));

        public Tensor tanh_() => Done(Native.ts_tanh_(this));

        public Tensor trunc_() => Done(Native.ts_trunc_(this));

        public Tensor sigmoid_() => Done(Native.ts_sigmoid_(this));

        public Tensor relu_() => Done(Native.ts_relu_(this));

        public Tensor leaky_relu_(Scalar negative_slope) => Done(Native.ts_leaky_relu_(this, negative_slope));
    }
}
