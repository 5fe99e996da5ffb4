using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module registers as one of its parameters when it stands in a field.</summary>
public class Parameter : Tensor
{
    /// <param name="data">A tensor that becomes invalid: the parameter takes over its native tensor and its place in a dispose scope.</param>
    /// <param name="requires_grad">Whether gradients are wanted.</param>
    /// <exception cref="InvalidOperationException">The tensor is invalid already.</exception>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle(), register: false) =>
        DisposeScope.ReplaceWith(data, this);
}
