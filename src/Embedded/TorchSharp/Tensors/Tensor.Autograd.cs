using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Gradients of this tensor.</content>
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.Check(Native.ts_requires_grad(this)) != 0;
            set => Native.Check(Native.ts_set_requires_grad(this, Native.Bit(value)));
        }

        public bool is_leaf => Native.Check(Native.ts_is_leaf(this)) != 0;

        /// <summary>The accumulated gradient: a new tensor object at each read, or null.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint found;
                Native.Check(Native.ts_grad(this, &found));
                return found == 0 ? null : new Tensor(found);
            }

            set => Native.Check(Native.ts_set_grad(this, value));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of this tensor although it is no leaf.</summary>
        public void retain_grad() => Native.Check(Native.ts_retain_grad(this));

        /// <summary>The same memory without history.</summary>
        public Tensor detach() => Native.ts_detach(this);

        public Tensor detach_() => Done(Native.ts_detach_(this));

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
