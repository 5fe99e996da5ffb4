using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    private static Device _defaultDevice = CPU;

    /// <exception cref="InvalidOperationException">This machine or this libtorch has no CUDA.</exception>
    public static Device CUDA => device(DeviceType.CUDA);

    /// <inheritdoc cref="InitializeDevice"/>
    public static Device device(string description) => InitializeDevice(new Device(description));

    /// <inheritdoc cref="InitializeDevice"/>
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <inheritdoc cref="InitializeDevice"/>
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => _defaultDevice;

    public static void set_default_device(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _defaultDevice = device;
    }

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>The device, or the default one for null, once it is known to be there.</summary>
    /// <exception cref="InvalidOperationException">This machine or this libtorch doesn't have the kind of device.</exception>
    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    /// <inheritdoc cref="InitializeDevice"/>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.MPS)
            throw new InvalidOperationException("Torch device type 'MPS' is not available on this platform.");
        if (deviceType == DeviceType.CUDA && !cuda.is_available())
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Native.ts_cuda_device_count();
    }
}
