using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>TorchScript.</summary>
    public static partial class jit
    {
        /// <summary>Loads a module that Python's torch.jit.save wrote; its code runs with this process' rights.</summary>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidOperationException">This machine or this libtorch doesn't have the kind of device.</exception>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The file is no TorchScript module.</exception>
        public static ScriptModule load(string filename, DeviceType device_type = DeviceType.CPU, long device_index = -1)
        {
            if (!File.Exists(filename))
                throw new FileNotFoundException(filename);
            InitializeDeviceType(device_type);
            var handle = Native.ts_script_load(filename, (int)device_type, (int)device_index);
            return handle == 0 ? throw Native.Failure() : new ScriptModule(handle);
        }

        /// <inheritdoc cref="load(string, DeviceType, long)"/>
        public static ScriptModule load(string filename, Device map_location) => load(filename, map_location.type, map_location.index);
    }
}
