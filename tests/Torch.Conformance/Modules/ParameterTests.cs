using TorchSharp.Modules;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Modules;

public class ParameterTests
{
    [Fact]
    public void a_parameter_takes_its_tensor_over()
    {
        using var data = ones(2);
        using var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(parameter.is_leaf);
        Assert.Equal([1f, 1f], parameter.Floats());
    }

    [Fact]
    public void a_parameter_takes_the_place_of_its_tensor_in_a_scope()
    {
        Parameter parameter;
        using (var scope = NewDisposeScope())
        {
            parameter = new Parameter(ones(2), requires_grad: false);
            Assert.False(parameter.requires_grad);
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(parameter));
        }

        Assert.True(parameter.IsInvalid);
    }

    [Fact]
    public void parameter_lists_register_by_position()
    {
        using var list = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(zeros(1)));
        Assert.Equal(2, list.Count);
        Assert.Equal(["0", "1"], list.named_parameters().Select(p => p.name));
    }
}
