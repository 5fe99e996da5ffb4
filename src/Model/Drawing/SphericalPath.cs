using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Drawing;

/// <summary>
/// A closed way through latents: from each to the next along the great circle, so that all on the way are as
/// likely as they (White 2016).
/// </summary>
public static class SphericalPath
{
    private const double Straight = 1e-6;

    /// <summary>The latents of one frame.</summary>
    /// <param name="keys">[K,N,L]: N latents each, at K stations.</param>
    /// <param name="position">0 to K, where K is again station 0.</param>
    /// <returns>[N,L].</returns>
    public static Tensor At(Tensor keys, double position)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var scope = NewDisposeScope();
        var count = keys.shape[0];
        var from = (long)Math.Floor(position);
        return Between(keys.select(0, from % count), keys.select(0, (from + 1) % count), position - from)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Spherical interpolation of each pair: directions along the great circle, lengths linearly.</summary>
    /// <param name="a">[N,L].</param>
    /// <param name="b">[N,L].</param>
    /// <param name="t">0 gives a, 1 gives b.</param>
    public static Tensor Between(Tensor a, Tensor b, double t)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var (lengthA, lengthB) = (Length(a), Length(b));                        // [N,1]
        var (u, v) = (a / lengthA, b / lengthB);
        var angle = (u * v).sum([1], keepdim: true).Between(-1, 1).acos();      // [N,1]
        var sine = angle.sin();
        var weightU = angle.Times(1 - t).sin() / sine;
        var weightV = angle.Times(t).sin() / sine;
        var curved = (u * weightU).Plus(v * weightV);
        var straight = u.Times(1 - t).AddScaled(v, t);                          // where both directions are the same
        var direction = where(sine.IsBelow(Straight), straight, curved);
        return (direction * lengthA.Times(1 - t).AddScaled(lengthB, t)).MoveToOuterDisposeScope();
    }

    private static Tensor Length(Tensor x) => x.Squared().sum([1], keepdim: true).sqrt();
}
