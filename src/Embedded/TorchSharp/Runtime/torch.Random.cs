using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the process-wide generators of all devices.</summary>
    /// <returns>That of the CPU.</returns>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static partial class random
    {
        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed)
        {
            Native.Check(Native.ts_manual_seed((ulong)seed));
            return Generator.Default;
        }
    }
}
