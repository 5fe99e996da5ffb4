using System.Runtime.CompilerServices;

namespace PgGanLab.OrleansConformance.Observers;

public sealed class DeadObserverTests(ImpatientSiloFixture silo)
{
    [Fact]
    public async Task a_deleted_listener_never_answers()
    {
        var listener = new Listener();
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        silo.Grains.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAsync<TimeoutException>(() => reference.Answer(1));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task a_reference_does_not_keep_its_listener_alive()
    {
        var (reference, listener) = Make();
        await Eventually.HoldsAsync(
            () =>
            {
                GC.Collect();
                return !listener.IsAlive;
            },
            "the listener was collected");
        await Assert.ThrowsAsync<TimeoutException>(() => reference.Answer(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (IListener Reference, WeakReference Listener) Make()
    {
        var listener = new Listener();
        return (silo.Grains.CreateObjectReference<IListener>(listener), new WeakReference(listener));
    }
}
