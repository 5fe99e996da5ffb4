using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of many tensors at once.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of the sum of the outputs with respect to the inputs.</summary>
        /// <param name="grad_outputs">Weights of the outputs, null entries where 1 will do; may be missing if every output is a scalar.</param>
        /// <param name="retain_graph">Whether the graph can be used again; <paramref name="create_graph"/> doesn't imply it.</param>
        /// <param name="create_graph">Whether the gradients can be differentiated themselves.</param>
        /// <param name="allow_unused">Whether an input without influence is fine; its gradient is then an invalid tensor.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch refuses.</exception>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            nint[] of = TensorList.Handles(outputs), to = TensorList.Handles(inputs), weights = TensorList.Handles(grad_outputs);
            nint* list;
            long length;
            var status = Native.ts_grad_of(
                of, of.Length, to, to.Length, weights, weights.Length, Native.Bit(retain_graph), Native.Bit(create_graph),
                Native.Bit(allow_unused), &list, &length);
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return TensorList.Take(status, list, length);
        }

        /// <summary>Adds the gradients of the sum of the tensors to <see cref="Tensor.grad"/> of the leaves, or of <paramref name="inputs"/> alone.</summary>
        /// <param name="retain_graph">Whether the graph can be used again; as <paramref name="create_graph"/> where missing.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch refuses.</exception>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] of = TensorList.Handles(tensors), weights = TensorList.Handles(grad_tensors), to = TensorList.Handles(inputs);
            var status = Native.ts_backward(
                of, of.Length, weights, weights.Length, Native.Bit(retain_graph ?? create_graph), Native.Bit(create_graph), to, to.Length);
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
            Native.Check(status);
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
