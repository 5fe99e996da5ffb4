using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of one tensor, element by element.</content>
    public partial class Tensor
    {
        public Tensor abs() => Native.ts_abs(this);

        public Tensor absolute() => abs();

        public Tensor acos() => Native.ts_acos(this);

        public Tensor asin() => Native.ts_asin(this);

        public Tensor atan() => Native.ts_atan(this);

        public Tensor ceil() => Native.ts_ceil(this);

        public Tensor cos() => Native.ts_cos(this);

        public Tensor cosh() => Native.ts_cosh(this);

        public Tensor erf() => Native.ts_erf(this);

        public Tensor exp() => Native.ts_exp(this);

        public Tensor expm1() => Native.ts_expm1(this);

        public Tensor floor() => Native.ts_floor(this);

        public Tensor frac() => Native.ts_frac(this);

        public Tensor log() => Native.ts_log(this);

        public Tensor log10() => Native.ts_log10(this);

        public Tensor log1p() => Native.ts_log1p(this);

        public Tensor log2() => Native.ts_log2(this);

        public Tensor neg() => Native.ts_neg(this);

        public Tensor negative() => neg();

        public Tensor reciprocal() => Native.ts_reciprocal(this);

        public Tensor round(long decimals = 0L) => decimals == 0 ? Native.ts_round(this) : Native.ts_round_decimals(this, decimals);

        public Tensor rsqrt() => Native.ts_rsqrt(this);

        public Tensor sign() => Native.ts_sign(this);

        public Tensor sin() => Native.ts_sin(this);

        public Tensor sinh() => Native.ts_sinh(this);

        public Tensor sqrt() => Native.ts_sqrt(this);

        public Tensor tan() => Native.ts_tan(this);

        public Tensor tanh() => Native.ts_tanh(this);

        public Tensor trunc() => Native.ts_trunc(this);

        public Tensor sigmoid() => Native.ts_sigmoid(this);

        public Tensor relu() => Native.ts_relu(this);

        public Tensor silu() => Native.ts_silu(this);

        public Tensor elu(double alpha = 1) => Native.ts_elu(this, alpha);

        public Tensor leaky_relu(Scalar negative_slope) => Native.ts_leaky_relu(this, negative_slope);

        /// <summary>log(1 + exp(beta * x)) / beta; x itself where beta * x is above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Native.ts_softplus(this, beta, threshold);
    }
}
