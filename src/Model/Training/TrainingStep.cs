using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// One iteration of training: D's steps, each followed by the average Gs (of G before this iteration's step), then G's
/// step against the new D. Source: official train.py, <c>train_progressive_gan</c>. A minibatch that is split between
/// devices, or because one device takes no more at once, gives the same step up to the rounding of float32 sums.
/// </summary>
public sealed class TrainingStep : IDisposable
{
    private readonly TrainingState state;
    private readonly StepSettings settings;
    private readonly DeviceTeam team;
    private readonly bool scalesLoss;

    /// <param name="state">What is trained.</param>
    /// <param name="settings">Constants.</param>
    /// <param name="others">Further devices that take shares of each minibatch.</param>
    /// <param name="threads">CPU threads of each of them.</param>
    public TrainingStep(TrainingState state, StepSettings settings, IEnumerable<Device>? others = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(settings);
        this.state = state;
        this.settings = settings;
        team = new DeviceTeam(state, settings.MaxMinibatchPerDevice, others ?? [], threads);
        scalesLoss = state.Shape.Arithmetic.LowPrecision == LowPrecision.Float16;
    }

    /// <summary>
    /// Hears when a device had no memory for its share: of how many images that was, and how many it
    /// takes at most from now on.
    /// </summary>
    public Action<int, int>? Halved { get => team.Halved; init => team.Halved = value; }

    /// <summary>
    /// Whether others train on the device now: then a share for which it has no memory is not halved, and the step ends
    /// with a <see cref="DeviceMemoryException"/> that says so.
    /// </summary>
    public Func<bool> SharesDevice { get => team.SharesDevice; init => team.SharesDevice = value; }

    /// <summary>From now on no device takes more images at once.</summary>
    /// <param name="images">0: no limit besides those that there are already.</param>
    public void TakeAtMost(int images) => team.TakeAtMost(images);

    /// <summary>Trains D on one minibatch: fakes, loss, gradient, Adam.</summary>
    /// <returns>Means over the minibatch.</returns>
    /// <exception cref="DivergedException">A term or the gradient is out of bounds; nothing was changed.</exception>
    public StepTerms TrainDiscriminator(DiscriminatorInputs inputs, double alpha)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var minibatch = (int)inputs.Reals.shape[0];
        using var sum = team.Sum(
            minibatch, (member, indices) => DiscriminatorShare(member, indices, inputs, alpha, minibatch));
        var terms = Means(sum, minibatch);
        var spread = Math.Abs(terms["real_score"] - terms["fake_score"]);
        DivergedException.ThrowIfAbove(spread, settings.Guard.MaxScoreSpread, "score spread", "guardMaxScoreSpread");
        DivergedException.ThrowIfBelow(spread, settings.Guard.MinScoreSpread, "score spread", "guardMinScoreSpread");
        if (Accept(sum.Gradient, "gradient of D"))
            state.AdamD.Step(state.D, sum.Gradient, settings.DiscriminatorLearningRate);
        Remember(terms, minibatch);
        team.SpreadDiscriminator();
        return terms;
    }

    /// <summary>One device's share of it.</summary>
    private ShareResult DiscriminatorShare(
        TeamMember member, Tensor? indices, DiscriminatorInputs inputs, double alpha, int minibatch)
    {
        var (reals, latents, mix, labels) = (Part(inputs.Reals, indices, member), Part(inputs.Latents, indices, member),
            Part(inputs.Mix, indices, member), Part(inputs.Labels, indices, member));
        var fakes = Fakes(member, latents!, labels, alpha);                     // [n,C,R,R]
        reals = Augmented(reals!, "augment/reals", inputs.Nimg, minibatch, indices);
        fakes = Augmented(fakes, "augment/fakes", inputs.Nimg, minibatch, indices);
        var d = member.D.Scaled(differentiable: true);
        var discriminator = new StepDiscriminator(
            state.Discriminator, d, alpha, pass => Noise($"noise/{pass}", inputs.Nimg, minibatch, indices));
        var terms = settings.Loss.Discriminator(discriminator, new DiscriminatorBatch(reals, fakes, mix!, labels));
        return Gradient(d, terms.Losses, minibatch, DiscriminatorSums(terms));
    }

    /// <summary>[n,C,R,R] images of G. What G left on the way there needs no memory while D is trained.</summary>
    private Tensor Fakes(TeamMember member, Tensor latents, Tensor? labels, double alpha)
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        return state.Generator.Call(member.G.Scaled(differentiable: false), latents, alpha, labels)
            .MoveToOuterDisposeScope();
    }

    /// <summary>The share's part of the gradient of the mean over the whole minibatch.</summary>
    private ShareResult Gradient(
        ScaledParameters parameters, Tensor losses, int minibatch, List<KeyValuePair<string, Tensor>> terms)
    {
        var scale = scalesLoss ? state.Memory.LossScale : 1;
        var sums = stack(terms.Select(t => t.Value.sum()).ToArray()).ToHostExactly();
        var gradient = autograd.grad([losses.sum().Times(scale / minibatch)], [parameters.Stored])[0];            // [P]
        return new ShareResult(
            gradient.DetachFromDisposeScope(), [.. terms.Select((t, i) => KeyValuePair.Create(t.Key, sums[i]))]);
    }

    /// <summary>Moves Gs toward G: Gs = G + (Gs - G) * beta.</summary>
    public void Average() =>
        state.Gs.Stored.sub_(state.G.Stored).MultiplyInPlace(settings.EmaBeta).AddInPlace(state.G.Stored);

    /// <summary>Trains G on one minibatch of latents.</summary>
    /// <returns>Means over the minibatch.</returns>
    /// <exception cref="DivergedException">The loss or the gradient is out of bounds; nothing was changed.</exception>
    public StepTerms TrainGenerator(GeneratorInputs inputs, double alpha)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var minibatch = (int)inputs.Latents.shape[0];
        using var sum = team.Sum(
            minibatch, (member, indices) => GeneratorShare(member, indices, inputs, alpha, minibatch));
        var terms = Means(sum, minibatch);
        if (Accept(sum.Gradient, "gradient of G"))
            state.AdamG.Step(state.G, sum.Gradient, settings.LearningRate);
        team.SpreadGenerator();
        return terms;
    }

    private ShareResult GeneratorShare(
        TeamMember member, Tensor? indices, GeneratorInputs inputs, double alpha, int minibatch)
    {
        var (latents, labels) = (Part(inputs.Latents, indices, member), Part(inputs.Labels, indices, member));
        var d = member.D.Scaled(differentiable: false);
        var g = member.G.Scaled(differentiable: true);
        var fakes = Augmented(
            state.Generator.Call(g, latents!, alpha, labels), "augment/generator", inputs.Nimg, minibatch, indices);
        var terms = settings.Loss.Generator(
            state.Discriminator.Call(d, fakes, alpha, Noise("noise/generator", inputs.Nimg, minibatch, indices)),
            labels);
        return Gradient(g, terms.Losses, minibatch, GeneratorSums(terms));
    }

    public void Dispose() => team.Dispose();

    /// <exception cref="DivergedException">One is not finite.</exception>
    private static StepTerms Means(ShareResult sum, int minibatch)
    {
        var terms = new StepTerms([.. sum.Sums.Select(term => KeyValuePair.Create(term.Key, term.Value / minibatch))]);
        terms.RequireFinite();
        return terms;
    }

    /// <summary>Whether a gradient may be used: in float16 one that overflowed is skipped.</summary>
    private bool Accept(Tensor gradient, string term)
    {
        if (scalesLoss)
            gradient.MultiplyInPlace(1 / state.Memory.LossScale);
        var norm = Math.Sqrt(gradient.Squared().sum().ToHostExactly()[0]);
        if (scalesLoss && !double.IsFinite(norm))
        {
            state.Memory = LossScaling.Overflowed(state.Memory, term);
            return false;
        }
        DivergedException.ThrowIfAbove(
            norm, settings.Guard.MaxGradientNorm, $"norm of the {term}", "guardMaxGradientNorm");
        DivergedException.ThrowIfBelow(
            norm, settings.Guard.MinGradientNorm, $"norm of the {term}", "guardMinGradientNorm");
        if (scalesLoss)
            state.Memory = LossScaling.Passed(state.Memory);
        return true;
    }

    private void Remember(StepTerms terms, int minibatch)
    {
        if (settings.Loss.UsesNoise)
            state.Memory = state.Memory
                with
            { FakeScoreAverage = AdaptiveNoise.Average(state.Memory.FakeScoreAverage, terms["fake_score"]) };
        if (settings.Augment is { Active: true, Target: > 0 } options)
            state.Memory = state.Memory with
            {
                AugmentProbability = AdaptiveAugmentation.Next(
                state.Memory.AugmentProbability, terms["real_sign"], minibatch, options)
            };
    }

    private static List<KeyValuePair<string, Tensor>> GeneratorSums(GeneratorTerms terms) =>
        terms.LabelPenalties is { } penalties
            ? [new("label_penalty_generator", penalties), new("g_loss", terms.Losses)]
            : [new("g_loss", terms.Losses)];

    private List<KeyValuePair<string, Tensor>> DiscriminatorSums(DiscriminatorTerms terms)
    {
        var values = new List<KeyValuePair<string, Tensor>> { new("real_score", terms.RealScores), new(
            "fake_score", terms.FakeScores) };
        if (terms.Penalty is { } penalty)
            values.AddRange([new("gradient_norm", penalty.Norms), new("gradient_penalty", penalty.Penalties)]);
        if (terms.RealLabelPenalties is { } reals && terms.FakeLabelPenalties is { } fakes)
            values.AddRange([new("label_penalty_reals", reals), new("label_penalty_fakes", fakes)]);
        if (settings.Augment is { Active: true, Target: > 0 })
            values.Add(new("real_sign", terms.RealScores.sign()));
        values.Add(new("d_loss", terms.Losses));
        return values;
    }

    private LayerNoise? Noise(string stream, long nimg, int minibatch, Tensor? indices) =>
        settings.Loss.UsesNoise && AdaptiveNoise.Strength(state.Memory.FakeScoreAverage) is var strength and > 0
            ? new LayerNoise(strength, settings.Seed, stream, nimg, minibatch, indices)
            : null;

    private Tensor Augmented(Tensor images, string stream, long nimg, int minibatch, Tensor? indices) =>
        settings.Augment.Active
            ? new Augmentation(settings.Augment, state.Memory.AugmentProbability, settings.Seed, stream,
                nimg, minibatch, indices).Call(images)
            : images;

    private static Tensor? Part(Tensor? whole, Tensor? indices, TeamMember member) =>
        whole is null || indices is null ? whole : whole.to(member.Device).index_select(0, indices);
}
