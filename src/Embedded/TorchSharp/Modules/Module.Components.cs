using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>What belongs to the module: names are paths with dots, each native tensor appears once.</content>
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach (var (name, parameter) in _parameters)
                {
                    if (seen.Add(parameter.handle))
                        yield return (name, parameter);
                }

                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _submodules)
                {
                    foreach (var (name, parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter.handle))
                            yield return ($"{prefix}.{name}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(found => found.parameter);

            /// <summary>The persistent buffers; as in the package of this version, others are left out whatever the flag says.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint> { 0 };
                foreach (var (name, (buffer, persistent)) in _buffers)
                {
                    if (persistent && seen.Add(buffer.handle))
                        yield return (name, buffer);
                }

                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _submodules)
                {
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                            yield return ($"{prefix}.{name}", buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(found => found.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(pair => (pair.Key, pair.Value));

            public virtual IEnumerable<Module> children() => _submodules.Values;

            /// <summary>All modules below this one: the children first, then what is below them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in _submodules)
                    yield return (name, module);
                foreach (var (prefix, module) in _submodules)
                {
                    foreach (var (name, below) in module.named_modules())
                        yield return ($"{prefix}.{name}", below);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(found => found.module);

            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(found => found.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(found => found.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Drops the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        grad.fill_(0);
                }
            }
        }
    }
}
