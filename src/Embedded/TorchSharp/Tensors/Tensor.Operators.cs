using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Arithmetic operators; those with numbers make no <see cref="Scalar"/>.</content>
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Native.ts_add(left, right, Number.One);

        public static Tensor operator +(Tensor left, Scalar right) => Native.ts_add_scalar(left, right, Number.One);

        public static Tensor operator +(Tensor left, int right) => Native.ts_add_scalar(left, (long)right, Number.One);

        public static Tensor operator +(Tensor left, long right) => Native.ts_add_scalar(left, right, Number.One);

        public static Tensor operator +(Tensor left, float right) => Native.ts_add_scalar(left, (double)right, Number.One);

        public static Tensor operator +(Tensor left, double right) => Native.ts_add_scalar(left, right, Number.One);

        public static Tensor operator +(Scalar left, Tensor right) => Native.ts_add_scalar(right, left, Number.One);

        public static Tensor operator +(int left, Tensor right) => Native.ts_add_scalar(right, (long)left, Number.One);

        public static Tensor operator +(long left, Tensor right) => Native.ts_add_scalar(right, left, Number.One);

        public static Tensor operator +(float left, Tensor right) => Native.ts_add_scalar(right, (double)left, Number.One);

        public static Tensor operator +(double left, Tensor right) => Native.ts_add_scalar(right, left, Number.One);

        public static Tensor operator *(Tensor left, Tensor right) => Native.ts_mul(left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Native.ts_mul_scalar(left, right);

        public static Tensor operator *(Tensor left, int right) => Native.ts_mul_scalar(left, (long)right);

        public static Tensor operator *(Tensor left, long right) => Native.ts_mul_scalar(left, right);

        public static Tensor operator *(Tensor left, float right) => Native.ts_mul_scalar(left, (double)right);

        public static Tensor operator *(Tensor left, double right) => Native.ts_mul_scalar(left, right);

        public static Tensor operator *(Scalar left, Tensor right) => Native.ts_mul_scalar(right, left);

        public static Tensor operator *(int left, Tensor right) => Native.ts_mul_scalar(right, (long)left);

        public static Tensor operator *(long left, Tensor right) => Native.ts_mul_scalar(right, left);

        public static Tensor operator *(float left, Tensor right) => Native.ts_mul_scalar(right, (double)left);

        public static Tensor operator *(double left, Tensor right) => Native.ts_mul_scalar(right, left);

        public static Tensor operator -(Tensor left, Tensor right) => Native.ts_sub(left, right);

        public static Tensor operator -(Tensor left, Scalar right) => Native.ts_sub_scalar(left, right);

        public static Tensor operator -(Tensor left, int right) => Native.ts_sub_scalar(left, (long)right);

        public static Tensor operator -(Tensor left, long right) => Native.ts_sub_scalar(left, right);

        public static Tensor operator -(Tensor left, float right) => Native.ts_sub_scalar(left, (double)right);

        public static Tensor operator -(Tensor left, double right) => Native.ts_sub_scalar(left, right);

        public static Tensor operator -(Scalar left, Tensor right) => Native.ts_rsub_scalar(right, left);

        public static Tensor operator -(int left, Tensor right) => Native.ts_rsub_scalar(right, (long)left);

        public static Tensor operator -(long left, Tensor right) => Native.ts_rsub_scalar(right, left);

        public static Tensor operator -(float left, Tensor right) => Native.ts_rsub_scalar(right, (double)left);

        public static Tensor operator -(double left, Tensor right) => Native.ts_rsub_scalar(right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Native.ts_div(left, right, 0);

        public static Tensor operator /(Tensor left, Scalar right) => Native.ts_div_scalar(left, right, 0);

        public static Tensor operator /(Tensor left, int right) => Native.ts_div_scalar(left, (long)right, 0);

        public static Tensor operator /(Tensor left, long right) => Native.ts_div_scalar(left, right, 0);

        public static Tensor operator /(Tensor left, float right) => Native.ts_div_scalar(left, (double)right, 0);

        public static Tensor operator /(Tensor left, double right) => Native.ts_div_scalar(left, right, 0);

        public static Tensor operator /(Scalar left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(int left, Tensor right) => Quotient((long)left, right);

        public static Tensor operator /(long left, Tensor right) => Quotient(left, right);

        public static Tensor operator /(float left, Tensor right) => Quotient((double)left, right);

        public static Tensor operator /(double left, Tensor right) => Quotient(left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator &(Tensor left, Tensor right) => Native.ts_bitwise_and(left, right);

        public static Tensor operator |(Tensor left, Tensor right) => Native.ts_bitwise_or(left, right);

        public static Tensor operator ^(Tensor left, Tensor right) => Native.ts_bitwise_xor(left, right);

        public static Tensor operator ~(Tensor left) => Native.ts_bitwise_not(left);

        private static Tensor Quotient(Number left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return Native.ts_mul_scalar(inverse, left);
        }
    }
}
