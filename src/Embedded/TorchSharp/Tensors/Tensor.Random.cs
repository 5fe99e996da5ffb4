using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Random elements into this tensor or after it. Without a generator the process-wide one is used.</content>
    public partial class Tensor
    {
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Done(Native.ts_normal_(this, mean, std, generator));

        public Tensor uniform_(double from, double to, Generator? generator = null) => Done(Native.ts_uniform_(this, from, to, generator));

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Done(Native.ts_exponential_(this, lambda, generator));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Done(Native.ts_bernoulli_(this, p, generator));

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Done(Native.ts_bernoulli_tensor_(this, p, generator));

        public Tensor bernoulli(Generator? generator = null) => Native.ts_bernoulli(this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Native.ts_multinomial(this, num_samples, Native.Bit(replacement), generator);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Native.ts_rand_like(this, Spec.Like(dtype, device, requires_grad));

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Native.ts_randn_like(this, Spec.Like(dtype, device, requires_grad));
    }
}
