using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Modules;

public class ModuleTests
{
    [Fact]
    public void components_are_registered_under_their_fields_names()
    {
        using var net = new Net();
        Assert.Equal(
            ["bias", "first.weight", "rest.0.weight", "rest.1.weight"], net.named_parameters().Select(p => p.name).Order());
        Assert.Equal(["first.scale", "rest.0.scale", "rest.1.scale"], net.named_buffers().Select(b => b.name).Order());
        Assert.Equal(["first", "rest"], net.named_children().Select(c => c.name).Order());
        Assert.Equal(["first", "rest", "rest.0", "rest.1"], net.named_modules().Select(m => m.name).Order());
        Assert.Equal(["bias"], net.named_parameters(recurse: false).Select(p => p.name));
    }

    [Fact]
    public void own_parameters_come_before_those_of_submodules()
    {
        using var net = new Net();
        Assert.Equal("bias", net.named_parameters().First().name);
        Assert.Equal(4, net.parameters().Count());
    }

    [Fact]
    public void call_runs_forward()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        Assert.Equal([24f, 24f], net.call(ones(2)).Floats());
        Assert.Equal([24f, 24f], net.forward(ones(2)).Floats());
    }

    [Fact]
    public void training_mode_reaches_submodules()
    {
        using var net = new Net();
        Assert.True(net.training);
        net.eval();
        Assert.False(net.training);
        Assert.False(net.Rest[1].training);
        net.train();
        Assert.True(net.First.training);
    }

    [Fact]
    public void state_dict_holds_the_tensors_themselves()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var state = net.state_dict();
        Assert.Equal(7, state.Count);
        using (no_grad())
            state["rest.0.weight"].fill_(7);
        Assert.Equal([7f, 7f], net.get_parameter("rest.0.weight")!.Floats());
    }

    [Fact]
    public void load_state_dict_copies_values_and_checks_names()
    {
        using var scope = NewDisposeScope();
        using Net source = new(), target = new();
        using (no_grad())
            source.get_parameter("bias")!.fill_(5);
        target.load_state_dict(source.state_dict());
        Assert.Equal([5f, 5f], target.get_parameter("bias")!.Floats());
        source.Rest[0].get_parameter("weight")!.Floats();

        var partial = new Dictionary<string, Tensor> { ["bias"] = ones(2), ["nobody"] = ones(1) };
        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(partial));
        var (missing, unexpected) = target.load_state_dict(partial, strict: false);
        Assert.Equal(6, missing.Count);
        Assert.Equal(["nobody"], unexpected);
        Assert.Equal([1f, 1f], target.get_parameter("bias")!.Floats());
    }

    [Fact]
    public void lookup_by_path()
    {
        using var net = new Net();
        Assert.True(net.has_parameter("first.weight"));
        Assert.False(net.has_parameter("first.scale"));
        Assert.True(net.has_buffer("first.scale"));
        Assert.NotNull(net.get_buffer("rest.1.scale"));
        Assert.Null(net.get_parameter("rest.2.weight"));
    }

    [Fact]
    public void names_can_be_taken_only_once()
    {
        using var net = new Net();
        Assert.Throws<InvalidOperationException>(() => net.register_parameter("bias", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => net.register_module("first", new Block(1)));
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", new Block(1)));
        Assert.Throws<ArgumentNullException>(() => net.register_buffer("nothing", null!));
    }

    [Fact]
    public void zero_grad_drops_gradients()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        net.call(ones(2)).sum().backward();
        Assert.NotNull(net.get_parameter("bias")!.grad);
        net.zero_grad();
        Assert.All(net.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void apply_visits_submodules_before_the_module()
    {
        using var net = new Net();
        var visited = new List<nn.Module>();
        net.apply(visited.Add);
        Assert.Equal(5, visited.Count);
        Assert.Same(net, visited[^1]);
    }

    [Fact]
    public void moving_converts_parameters_and_buffers_in_place_of_the_fields()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var same = net.to(float64);
        Assert.Same(net, same);
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(net.parameters(), parameter => Assert.True(parameter.requires_grad));
        Assert.All(net.buffers(), buffer => Assert.Equal(ScalarType.Float64, buffer.dtype));
        Assert.Equal(ScalarType.Float64, net.call(ones([2], dtype: float64)).dtype);
        Assert.Throws<ArgumentException>(() => net.to(int64));
    }

    [Fact]
    public void moving_to_where_it_is_replaces_nothing()
    {
        using var net = new Net();
        var before = net.get_parameter("bias");
        net.to(CPU).cpu();
        Assert.Same(before, net.get_parameter("bias"));
    }

    [Fact]
    public void disposing_ends_parameters_buffers_and_submodules_even_out_of_their_scope()
    {
        using var scope = NewDisposeScope();
        var net = new Net();
        var tensors = net.parameters().Concat(net.buffers()).ToList();
        net.Dispose();
        net.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void shared_parameters_appear_once()
    {
        using var net = new Net();
        net.register_parameter("alias", net.First.get_parameter("weight")!);
        Assert.Equal(4, net.parameters().Count());
    }
}
