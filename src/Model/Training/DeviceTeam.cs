using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using PgGanLab.Growth;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// The devices of one experiment: data-parallel training. Shares go round the devices in order and their gradients are
/// added up in the order of the shares, so the sum depends on the number of devices alone.
/// </summary>
internal sealed class DeviceTeam : IDisposable
{
    private readonly int setSize;
    private readonly ImmutableArray<TeamMember> members;
    private readonly ImmutableArray<MemberThread> threads;
    private int most;

    /// <param name="state">The run; the first device is its own.</param>
    /// <param name="most">Most images that one device takes at once; 0: no limit.</param>
    /// <param name="others">Further devices.</param>
    /// <param name="threadsEach">CPU threads of each.</param>
    public DeviceTeam(TrainingState state, int most, IEnumerable<torch.Device> others, int threadsEach)
    {
        this.most = most;
        setSize = state.Shape.SetSize;
        var first = new TeamMember(state.G, state.D, state.G.Stored.device);
        members = [
            first, .. others.Select(device => new TeamMember(state.G.CopyTo(device), state.D.CopyTo(device), device))];
        threads = [.. members.Skip(1).Select(member => new MemberThread($"share of {member.Device}", threadsEach))];
    }

    /// <summary>See <see cref="TrainingStep.Halved"/>.</summary>
    public Action<int, int>? Halved { get; set; }

    /// <summary>See <see cref="TrainingStep.SharesDevice"/>.</summary>
    public Func<bool> SharesDevice { get; set; } = () => false;

    /// <summary>See <see cref="TrainingStep.TakeAtMost"/>.</summary>
    public void TakeAtMost(int images) => most = images == 0 ? most : most == 0 ? images : Math.Min(most, images);

    /// <summary>Brings G's weights of every device up to date.</summary>
    public void SpreadGenerator() => Spread(m => m.G);

    /// <summary>Brings D's weights of every device up to date.</summary>
    public void SpreadDiscriminator() => Spread(m => m.D);

    /// <summary>
    /// Adds up what the shares of a minibatch give; when a device has no memory for one, shares are halved and the step
    /// begins again.
    /// </summary>
    /// <exception cref="DeviceMemoryException">It has none for the smallest share, or for one beside what else the
    /// device trains.</exception>
    /// <param name="minibatch">Images of the step.</param>
    /// <param name="part">What a device makes of the images with these indices, [n]; null: of all.</param>
    public ShareResult Sum(int minibatch, Func<TeamMember, torch.Tensor?, ShareResult> part)
    {
        while (true)
        {
            var shares = MinibatchShares.Of(minibatch, most, setSize, members.Length);
            try
            {
                return Sum(Run(shares.Length, (member, share) =>
                {
                    using var scope = torch.NewDisposeScope();
                    return part(member,
                        shares.Length == 1 ? null : torch.tensor(shares[share].ToArray(), device: member.Device));
                }));
            }
            catch (ExternalException e) when (DeviceMemoryException.IsBehind(e))
            {
                if (SharesDevice())
                    throw new DeviceMemoryException(
                        $"The device has no memory for {Readable.Plural(shares[0].Length, "image")} at once beside what "
                        + "else it trains.", e)
                    {
                        BesideOthers = true,
                    };
                if (shares[0].Length <= setSize)
                    throw new DeviceMemoryException(
                        $"The device has no memory for {Readable.Plural(shares[0].Length, "image")} at once, the "
                        + "fewest that a step can take together.", e);
                most = Math.Max(shares[0].Length / 2, setSize);
                Halved?.Invoke(shares[0].Length, most);
            }
        }
    }

    private ShareResult Sum(ShareResult[] results)
    {
        var gradient = results[0].Gradient;
        foreach (var result in results[1..])
        {
            gradient.AddInPlace(result.Gradient.to(members[0].Device));
            result.Dispose();
        }
        return new ShareResult(gradient, [.. results[0].Sums.Select((sum, i) =>
            KeyValuePair.Create(sum.Key, results.Sum(result => result.Sums[i].Value)))]);
    }

    /// <summary>
    /// Runs one job for each share, those of one device one after the other; gives the results in order. When jobs
    /// fail, all devices are waited for, what the others gave is disposed and the first failure is thrown.
    /// </summary>
    private T[] Run<T>(int shares, Func<TeamMember, int, T> job) where T : class, IDisposable
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

/// <summary>
/// One device that takes shares of a minibatch, with its own copy of the weights (the first
/// device's are the run's own).
/// </summary>
/// <param name="G">G's numbers on the device.</param>
/// <param name="D">D's numbers on the device.</param>
/// <param name="Device">Where.</param>
internal sealed record TeamMember(NetworkParameters G, NetworkParameters D, torch.Device Device);

/// <summary>What one share of a minibatch gives.</summary>
/// <param name="Gradient">[P] part of the gradient of the mean loss, outside any dispose scope.</param>
/// <param name="Sums">Sums of the terms over the share's images, by name.</param>
internal sealed record ShareResult(Tensor Gradient, KeyValuePair<string, double>[] Sums) : IDisposable
{
    public void Dispose() => Gradient.Dispose();
}

/// <summary>
/// Splits a minibatch into shares that one device takes at once. The groups of the minibatch standard deviation
/// layer stay whole: image n belongs to set n mod M (M sets of G images), so a share takes some sets, all of
/// their images, in their order.
/// </summary>
public static class MinibatchShares
{
    /// <summary>Indices of the images in each share.</summary>
    /// <param name="minibatch">Images N.</param>
    /// <param name="most">Most images in one share; 0: no limit.</param>
    /// <param name="group">Images of one set; 1 where no layer looks at more than one image.</param>
    /// <param name="devices">Devices that take shares; every one gets at least one where there are sets enough.</param>
    public static ImmutableArray<ImmutableArray<long>> Of(int minibatch, int most, int group, int devices)
    {
        var images = Math.Min(group, minibatch);
        var sets = minibatch / images;
        var setsAtOnce = most == 0 ? sets : Math.Clamp(most / images, 1, sets);
        setsAtOnce = Math.Min(setsAtOnce, (sets + devices - 1) / devices);
        return [.. Enumerable.Range(0, (sets + setsAtOnce - 1) / setsAtOnce)
            .Select(i => Share(i * setsAtOnce, Math.Min(setsAtOnce, sets - i * setsAtOnce), images, sets))];
    }

    private static ImmutableArray<long> Share(int first, int count, int images, int sets) =>
        [.. from member in Enumerable.Range(0, images)
            from set in Enumerable.Range(first, count)
            select (long)member * sets + set];
}
