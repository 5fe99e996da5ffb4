using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>
/// The devices of one experiment: data-parallel training. Shares go round the devices in order and their gradients are
/// added up in the order of the shares, so the sum depends on the number of devices alone.
/// </summary>
internal sealed class DeviceTeam : IDisposable
{
    private readonly ImmutableArray<TeamMember> members;
    private readonly ImmutableArray<MemberThread> threads;

    /// <param name="state">The run; the first device is its own.</param>
    /// <param name="others">Further devices.</param>
    /// <param name="threadsEach">CPU threads of each.</param>
    public DeviceTeam(TrainingState state, IEnumerable<torch.Device> others, int threadsEach)
    {
        var first = new TeamMember(state.G, state.D, state.G.Stored.device);
        members = [
            first, .. others.Select(device => new TeamMember(state.G.CopyTo(device), state.D.CopyTo(device), device))];
        threads = [.. members.Skip(1).Select(member => new MemberThread($"share of {member.Device}", threadsEach))];
    }

    /// <summary>How many devices.</summary>
    public int Count => members.Length;

    /// <summary>Brings G's weights of every device up to date.</summary>
    public void SpreadGenerator() => Spread(m => m.G);

    /// <summary>Brings D's weights of every device up to date.</summary>
    public void SpreadDiscriminator() => Spread(m => m.D);

    /// <summary>
    /// Runs one job for each share, those of one device one after the other; gives the results in order. When jobs
    /// fail, all devices are waited for, what the others gave is disposed and the first failure is thrown.
    /// </summary>
    public T[] Run<T>(int shares, Func<TeamMember, int, T> job) where T : class, IDisposable
    {
        var results = new T?[shares];
        var others = threads.Select((thread, i) => thread.Start(() => Turn(i + 1))).ToArray();
        var failures = new List<Exception>();
        Observe(() => Turn(0));
        foreach (var other in others)
            Observe(() => other.GetAwaiter().GetResult());
        if (failures.Count == 0)
            return results!;
        foreach (var result in results)
            result?.Dispose();
        ExceptionDispatchInfo.Throw(failures[0]);
        throw new UnreachableException();

        void Observe(Action turn)
        {
            try
            {
                turn();
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }

        void Turn(int member)
        {
            for (var share = member; share < shares; share += members.Length)
                results[share] = job(members[member], share);
        }
    }

    public void Dispose()
    {
        foreach (var thread in threads)
            thread.Dispose();
        foreach (var member in members.Skip(1))
        {
            member.G.Dispose();
            member.D.Dispose();
        }
    }

    private void Spread(Func<TeamMember, NetworkParameters> of)
    {
        foreach (var member in members.Skip(1))
            of(member).Stored.copy_(of(members[0]).Stored);
    }
}
