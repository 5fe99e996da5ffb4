using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.StepBench;

/// <summary>
/// One training step of the same progressive GAN as a person would write it with TorchSharp: modules, autograd,
/// <c>torch.optim.Adam</c>, float32, each operator as the paper has it. src/Model is measured against it on the same
/// libtorch. The sizes are torch_step.py's. (TorchSharp 0.107 may free a number while libtorch reads it when another
/// thread collects garbage; nothing else runs here.)
/// </summary>
internal sealed class PlainStep : IDisposable
{
    private const double LearningRate = 0.001, Beta1 = 0, Beta2 = 0.99, Epsilon = 1e-8, AverageBeta = 0.999;
    private const double PenaltyWeight = 10, DriftWeight = 0.001;

    private readonly int minibatch, latent;
    private readonly PlainGenerator g, gs;
    private readonly PlainDiscriminator d;
    private readonly Adam adamG, adamD;
    private readonly Tensor reals;

    public PlainStep(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        random.manual_seed(0);
        minibatch = shape.Minibatch;
        latent = shape.FeatureMaps;
        g = new PlainGenerator(shape);
        gs = new PlainGenerator(shape);
        d = new PlainDiscriminator(shape);
        gs.load_state_dict(g.state_dict());
        gs.parameters().ToList().ForEach(p => p.requires_grad_(false));
        adamG = optim.Adam(g.parameters(), LearningRate, Beta1, Beta2, Epsilon);
        adamD = optim.Adam(d.parameters(), LearningRate, Beta1, Beta2, Epsilon);
        reals = (rand(minibatch, shape.Channels, shape.Resolution, shape.Resolution) * 2 - 1).DetachFromDisposeScope();
    }

    /// <summary>Makes steps on the calling thread for a while.</summary>
    /// <returns>Images/s.</returns>
    public double Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
            Iterate();
        return count * minibatch / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { adamG, adamD, g, gs, d, reals })
            part.Dispose();
    }

    private void Iterate()
    {
        using var scope = NewDisposeScope();
        TrainDiscriminator();
        using (no_grad())
        {
            foreach (var (average, parameter) in gs.parameters().Zip(g.parameters()))
                average.lerp_(parameter, 1 - AverageBeta);
        }
        TrainGenerator();
    }

    private void TrainDiscriminator()
    {
        Tensor fakes;
        using (no_grad())
            fakes = g.call(randn(minibatch, latent));                           // [N,C,R,R]
        var realScores = d.call(reals);                                         // [N]
        var fakeScores = d.call(fakes);
        var mixed = (reals + (fakes - reals) * rand(minibatch, 1, 1, 1)).requires_grad_(true);
        var gradient = autograd.grad([d.call(mixed).sum()], [mixed], retain_graph: true, create_graph: true)[0];
        var penalty = (gradient.flatten(1).square().sum([1]).sqrt() - 1).square();
        var loss = (fakeScores - realScores + penalty * PenaltyWeight + realScores.square() * DriftWeight).mean();
        adamD.zero_grad();
        loss.backward();
        adamD.step();
        loss.item<float>();
    }

    private void TrainGenerator()
    {
        Require(d, false);
        var loss = -d.call(g.call(randn(minibatch, latent))).mean();
        adamG.zero_grad();
        loss.backward();
        adamG.step();
        Require(d, true);
        loss.item<float>();
    }

    private static void Require(Module module, bool gradients)
    {
        foreach (var parameter in module.parameters())
            parameter.requires_grad_(gradients);
    }
}

/// <summary>A convolution with equalized learning rate.</summary>
internal sealed class PlainConv2d : Module<Tensor, Tensor>
{
    private readonly Parameter weight, bias;
    private readonly double scale;
    private readonly long padding;

    public PlainConv2d(long inputs, long outputs, long kernel, double gain) : base(nameof(PlainConv2d))
    {
        weight = Parameter(randn(outputs, inputs, kernel, kernel));
        bias = Parameter(zeros(outputs));
        scale = gain / Math.Sqrt(inputs * kernel * kernel);
        padding = kernel / 2;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.conv2d(input, weight * scale, bias, padding: [padding, padding]);
}

/// <summary>A dense layer with equalized learning rate.</summary>
internal sealed class PlainLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight, bias;
    private readonly double scale;

    public PlainLinear(long inputs, long outputs, double gain) : base(nameof(PlainLinear))
    {
        weight = Parameter(randn(outputs, inputs));
        bias = Parameter(zeros(outputs));
        scale = gain / Math.Sqrt(inputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => functional.linear(input, weight * scale, bias);
}

/// <summary>G with as many feature maps in every layer.</summary>
internal sealed class PlainGenerator : Module<Tensor, Tensor>
{
    private readonly long maps;
    private readonly Parameter dense, denseBias;
    private readonly PlainConv2d conv, toRgb;
    private readonly ModuleList<PlainConv2d> blocks = new();

    public PlainGenerator(Shape shape) : base(nameof(PlainGenerator))
    {
        maps = shape.FeatureMaps;
        dense = Parameter(randn(maps * 16, maps));
        denseBias = Parameter(zeros(maps));
        conv = new PlainConv2d(maps, maps, 3, Math.Sqrt(2));
        for (var resolution = 8; resolution <= shape.Resolution; resolution *= 2)
        {
            blocks.Add(new PlainConv2d(maps, maps, 3, Math.Sqrt(2)));
            blocks.Add(new PlainConv2d(maps, maps, 3, Math.Sqrt(2)));
        }
        toRgb = new PlainConv2d(maps, shape.Channels, 1, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = functional.linear(PixelNorm(input), dense * (Math.Sqrt(2) / 4 / Math.Sqrt(maps)))
            .reshape(-1, maps, 4, 4);
        x = PixelNorm(functional.leaky_relu(x + denseBias.reshape(1, -1, 1, 1), 0.2));
        x = PixelNorm(functional.leaky_relu(conv.call(x), 0.2));
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i % 2 == 0)
                x = functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            x = PixelNorm(functional.leaky_relu(blocks[i].call(x), 0.2));
        }
        return toRgb.call(x);                                                   // [N,C,R,R]
    }

    private static Tensor PixelNorm(Tensor x) => x * rsqrt(x.square().mean([1], keepdim: true) + 1e-8);
}

/// <summary>D with as many feature maps in every layer.</summary>
internal sealed class PlainDiscriminator : Module<Tensor, Tensor>
{
    private const int Group = 4;

    private readonly PlainConv2d fromRgb, conv;
    private readonly ModuleList<PlainConv2d> blocks = new();
    private readonly PlainLinear dense0, dense1;

    public PlainDiscriminator(Shape shape) : base(nameof(PlainDiscriminator))
    {
        long maps = shape.FeatureMaps;
        fromRgb = new PlainConv2d(shape.Channels, maps, 1, Math.Sqrt(2));
        for (var resolution = shape.Resolution; resolution > 4; resolution /= 2)
        {
            blocks.Add(new PlainConv2d(maps, maps, 3, Math.Sqrt(2)));
            blocks.Add(new PlainConv2d(maps, maps, 3, Math.Sqrt(2)));
        }
        conv = new PlainConv2d(maps + 1, maps, 3, Math.Sqrt(2));
        dense0 = new PlainLinear(maps * 16, maps, Math.Sqrt(2));
        dense1 = new PlainLinear(maps, 1, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = functional.leaky_relu(fromRgb.call(input), 0.2);
        for (var i = 0; i < blocks.Count; i++)
        {
            x = functional.leaky_relu(blocks[i].call(x), 0.2);
            if (i % 2 == 1)
                x = functional.avg_pool2d(x, [2, 2]);
        }
        x = functional.leaky_relu(conv.call(MinibatchStddev(x)), 0.2);
        x = functional.leaky_relu(dense0.call(x.flatten(1)), 0.2);
        return dense1.call(x).squeeze(1);                                       // [N]
    }

    private static Tensor MinibatchStddev(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var y = x.reshape(Group, n / Group, c, h, w);                           // [G,M,C,H,W]
        y = sqrt((y - y.mean([0], keepdim: true)).square().mean([0]) + 1e-8);   // [M,C,H,W]
        return cat([x, y.mean([1, 2, 3], keepdim: true).repeat(Group, 1, h, w)], 1);
    }
}
