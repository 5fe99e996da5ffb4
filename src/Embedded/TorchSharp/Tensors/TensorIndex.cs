using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an index expression: a number, a range, a mask, ...</summary>
    public struct TensorIndex
    {
        /// <summary>Adds a dimension of length 1.</summary>
        public static TensorIndex None = new() { _kind = Kind.None };

        public static TensorIndex Null = new() { _kind = Kind.Null };

        /// <summary>As many whole dimensions as are left.</summary>
        public static TensorIndex Ellipsis = new() { _kind = Kind.Ellipsis };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        private long? _start;
        private long? _stop;
        private long? _step;
        private Tensor? _tensor;
        private Kind _kind;

        /// <remarks>The numbers are those of the shim's Place.</remarks>
        private enum Kind
        {
            None,
            Single,
            Null,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Only tells the compiler to prefer an index where a number could become either; as in TorchSharp it never converts.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { _start = start, _stop = stop, _step = step, _kind = Kind.Slice };

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new() { _start = value ? 1 : 0, _kind = Kind.Bool };

        public static TensorIndex Single(long? index) => new() { _start = index, _kind = Kind.Single };

        public static TensorIndex Tensor(Tensor tensor) => new() { _tensor = tensor, _kind = Kind.Tensor };

        internal readonly Place ToPlace() => new()
        {
            Kind = (int)_kind,
            Start = _start ?? 0,
            Stop = _stop ?? 0,
            Step = _step ?? 0,
            Tensor = _tensor is null ? 0 : _tensor.Handle,
            Given = (_start is null ? 0 : 1) | (_stop is null ? 0 : 2) | (_step is null ? 0 : 4),
        };
    }
}
