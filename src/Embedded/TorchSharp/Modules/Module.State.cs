namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Parameters and buffers by name.</content>
        public partial class Module
        {
            /// <summary>The module's own tensors (no copies) by their paths.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Path(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(Path(name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Path(name), buffer);
                return destination;
            }

            /// <summary>Copies values into the module's own tensors.</summary>
            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">A shape doesn't fit.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var destination = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                var missing = destination.Keys.Where(key => Wanted(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => Wanted(key) && !destination.ContainsKey(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");

                using var noGrad = no_grad();
                foreach (var (key, value) in source)
                {
                    if (Wanted(key) && destination.TryGetValue(key, out var tensor))
                        tensor.copy_(value);
                }

                return (missing, unexpected);
            }
        }
    }
}
