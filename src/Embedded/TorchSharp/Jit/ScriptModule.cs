using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>
        /// A TorchScript module, to be called. Its parameters, submodules and other methods are not reachable here, and it stays where it was loaded.
        /// </summary>
        public class ScriptModule : nn.Module
        {
            private const int SingleTensor = 1;
            private const int TupleOfTensors = 2;
            private const int ListOfTensors = 3;
            private nint _script;

            internal ScriptModule(nint script)
                : base("ScriptModule") => _script = script;

            ~ScriptModule() => Release();

            public override bool training => Native.Check(Native.ts_script_is_training(Open())) != 0;

            public override void train(bool on = true) => Native.Check(Native.ts_script_train(Open(), Native.Bit(on)));

            public override IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true) => _script == 0 ? [] : throw OutOfReach();

            public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                _script == 0 ? [] : throw OutOfReach();

            /// <summary>Calls <c>forward</c>.</summary>
            /// <param name="input">Tensors, whole or floating-point numbers, booleans.</param>
            /// <returns>A tensor, a tuple of up to five tensors, or an array of tensors (longer tuples, and lists).</returns>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The script failed, or takes other arguments.</exception>
            /// <exception cref="NotImplementedException">An argument or the result is of another kind.</exception>
            public object call(params object[] input) => forward(input);

            /// <inheritdoc cref="call"/>
            public unsafe object forward(params object[] input)
            {
                nint* list;
                var status = Native.ts_script_forward(
                    Open(), Array.ConvertAll(input, ScriptArgument.Of), input.Length, out var kind, &list, out var length);
                GC.KeepAlive(input);
                GC.KeepAlive(this);
                Native.Check(status);
                return kind switch
                {
                    SingleTensor => TensorList.Take(status, list, length)[0],
                    TupleOfTensors => Tuple(TensorList.Take(status, list, length)),
                    ListOfTensors => TensorList.Take(status, list, length),
                    _ => throw new NotImplementedException(
                        "ScriptModule.forward() returning something else than a tensor, a tuple of tensors, or list of tensors."),
                };
            }

            internal override nn.Module Move(Device? device, ScalarType? dtype) => throw OutOfReach();

            protected override void Dispose(bool disposing)
            {
                Release();
                base.Dispose(disposing);
            }

            private static object Tuple(Tensor[] t) => t.Length switch
            {
                1 => t[0],
                2 => (t[0], t[1]),
                3 => (t[0], t[1], t[2]),
                4 => (t[0], t[1], t[2], t[3]),
                5 => (t[0], t[1], t[2], t[3], t[4]),
                _ => t,
            };

            private static NotSupportedException OutOfReach() => new("The stand-in of TorchSharp only calls TorchScript modules.");

            private nint Open()
            {
                ObjectDisposedException.ThrowIf(_script == 0, this);
                return _script;
            }

            private void Release()
            {
                var owned = Interlocked.Exchange(ref _script, 0);
                if (owned != 0)
                    Native.ts_script_free(owned);
            }
        }
    }
}
