using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Other element types and devices: every tensor is replaced, in the registry and in its field, and the old one disposed.</content>
        public partial class Module
        {
            /// <exception cref="ArgumentException">The type isn't floating-point.</exception>
            /// <exception cref="InvalidOperationException">There is no such device.</exception>
            internal virtual Module Move(Device? device, ScalarType? dtype)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                if (device?.type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
                foreach (var (_, child) in _submodules)
                    child.Move(device, dtype);
                MoveOwn(device, dtype);
                return this;
            }

            private void MoveOwn(Device? device, ScalarType? dtype)
            {
                var fields = Fields(GetType()).ToDictionary(ComponentName);
                foreach (var (name, parameter) in _parameters.ToList())
                {
                    if (Moved(parameter, device, dtype) is not { } moved)
                        continue;
                    _parameters[name] = moved;
                    if (fields.TryGetValue(name, out var field))
                        field.SetValue(this, moved);
                    parameter.Dispose();
                }

                foreach (var (name, (buffer, persistent)) in _buffers.ToList())
                {
                    var (type, place) = Target(buffer, device, dtype);
                    if (!buffer.toWillCopy(type, place))
                        continue;
                    var moved = buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope();
                    _buffers[name] = (moved, persistent);
                    if (fields.TryGetValue(name, out var field))
                        field.SetValue(this, moved);
                }
            }

            private static Parameter? Moved(Parameter parameter, Device? device, ScalarType? dtype)
            {
                var (type, place) = Target(parameter, device, dtype);
                if (!parameter.toWillCopy(type, place))
                    return null;

                using var noGrad = no_grad();
                var moved = new Parameter(parameter.to(type, place), parameter.requires_grad);
                moved.DetachFromDisposeScope();
                using var grad = parameter.grad;
                if (grad is not null)
                {
                    using var movedGrad = grad.to(type, place).with_requires_grad(grad.requires_grad);
                    moved.grad = movedGrad;
                }

                return moved;
            }

            private static (ScalarType Type, Device Device) Target(Tensor tensor, Device? device, ScalarType? dtype)
            {
                var floating = tensor.is_floating_point() || tensor.is_complex();
                return (floating ? dtype ?? tensor.dtype : tensor.dtype, device ?? tensor.device);
            }
        }
    }
}
