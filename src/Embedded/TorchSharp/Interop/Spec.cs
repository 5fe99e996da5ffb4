using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>What a new tensor is to be: element type, device, requires_grad. -1 stands for "as the tensor that it follows".</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Spec
{
    private readonly int _dtype;
    private readonly int _deviceType;
    private readonly int _deviceIndex;
    private readonly int _requiresGrad;

    private Spec(int dtype, int deviceType, int deviceIndex, bool requiresGrad) =>
        (_dtype, _deviceType, _deviceIndex, _requiresGrad) = (dtype, deviceType, deviceIndex, requiresGrad ? 1 : 0);

    /// <summary>A tensor from nothing: a missing element type or device is the process's default.</summary>
    public static Spec New(ScalarType? dtype, Device? device, bool requiresGrad)
    {
        device ??= get_default_device();
        return new((int)(dtype ?? get_default_dtype()), (int)device.type, device.index, requiresGrad);
    }

    /// <summary>A tensor after another one: what is missing is taken from that.</summary>
    public static Spec Like(ScalarType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        new(dtype is null ? -1 : (int)dtype, device is null ? -1 : (int)device.type, device?.index ?? -1, requiresGrad);
}
