using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Jit;

public class ScriptModuleTests
{
    [Fact]
    public void a_loaded_module_computes_with_its_parameters()
    {
        using var scope = NewDisposeScope();
        using var module = jit.load(Script("scale"));
        module.eval();
        Assert.False(module.training);
        Assert.Equal([2f, 6f], ((Tensor)module.call(tensor(new float[] { 1, 2 }))).Floats());
    }

    [Fact]
    public void numbers_and_flags_are_arguments()
    {
        using var scope = NewDisposeScope();
        using var module = jit.load(Script("scale"), CPU);
        module.eval();
        var x = tensor(new float[] { 1, 2 });
        Assert.Equal([1f, 3f], ((Tensor)module.call(x, true)).Floats());
        Assert.Equal([2.5f, 6.5f], ((Tensor)module.call(x, false, 0.5)).Floats());
        Assert.Equal([6f, 18f], ((Tensor)module.forward(x, false, 0.0, 3)).Floats());
    }

    [Fact]
    public void training_is_switched_on_and_off()
    {
        using var scope = NewDisposeScope();
        using var module = jit.load(Script("scale"));
        module.train();
        Assert.True(module.training);
        Assert.Equal([202f, 306f], ((Tensor)module.call(tensor(new float[] { 1, 2 }))).Floats());
    }

    [Fact]
    public void tuples_and_lists_come_back_as_such()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 });
        using var two = jit.load(Script("two"));
        var (more, doubled) = ((Tensor, Tensor))two.call(x);
        Assert.Equal([2f, 3f], more.Floats());
        Assert.Equal([2f, 4f], doubled.Floats());
        using var split = jit.load(Script("split"));
        Assert.Equal([1f, 2f], ((Tensor[])split.call(x)).Select(t => t.item<float>()));
    }

    [Fact]
    public void what_a_module_gives_belongs_to_the_dispose_scope()
    {
        using var module = jit.load(Script("two"));
        Tensor first;
        using (NewDisposeScope())
            (first, _) = ((Tensor, Tensor))module.call(ones(2));
        Assert.True(first.IsInvalid);
    }

    [Fact]
    public void files_and_arguments_that_do_not_fit()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<FileNotFoundException>(() => jit.load(Script("none")));
        var text = Path.GetTempFileName();
        File.WriteAllText(text, "no module");
        Assert.Throws<ExternalException>(() => jit.load(text));
        File.Delete(text);
        using var module = jit.load(Script("two"));
        Assert.Throws<ExternalException>(() => module.call(ones(1), ones(1), ones(1)));
        Assert.Throws<NotImplementedException>(() => module.call("text"));
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name + ".pt");
}
