using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Tensors;

public class MatrixTests
{
    [Fact]
    public void products()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        var b = tensor(new float[,] { { 0, 1 }, { 1, 0 } });
        Assert.Equal([2f, 1f, 4f, 3f], a.mm(b).Floats());
        Assert.Equal([2f, 1f, 4f, 3f], matmul(a, b).Floats());
        Assert.Equal([3f, 7f], a.matmul(ones(2)).Floats());
        Assert.Equal([3f, 7f], a.mv(ones(2)).Floats());
        Assert.Equal(11f, tensor(new float[] { 1, 2 }).dot(tensor(new float[] { 3, 4 })).item<float>());
        Assert.Equal([3L, 2L, 2L], a.expand(3, 2, 2).bmm(b.expand(3, 2, 2)).shape);
        Assert.Equal([3f, 2f, 5f, 4f], ones(2, 2).addmm(a, b).Floats());
    }

    [Fact]
    public void einsum_follows_its_equation()
    {
        using var scope = NewDisposeScope();
        var a = arange(6, dtype: float32).reshape(2, 3);
        Assert.Equal(a.matmul(a.T).Floats(), einsum("ij,kj->ik", a, a).Floats());
    }

    [Fact]
    public void eigenvalues_of_a_symmetric_matrix_ascend()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new double[,] { { 2, 1 }, { 1, 2 } });
        var (values, vectors) = linalg.eigh(a);
        Numbers.Near([1f, 3f], values);
        Numbers.Near(a.Floats(), (vectors * values).matmul(vectors.T));
        Numbers.Near([1f, 3f], linalg.eigvalsh(a, 'U'));
    }
}
