using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Model.Export.Cards;

/// <summary>Working code of a model card.</summary>
/// <param name="Title">Where it runs.</param>
/// <param name="Language">For colouring.</param>
/// <param name="Code">The code.</param>
internal sealed record CardSnippet(string Title, string Language, string Code);

/// <summary>
/// How to draw images with an exported generator, in Python, in C# and in a browser. A line that ends in
/// <see cref="If"/> is there only for generators that it is about.
/// </summary>
internal sealed class CardCode
{
    /// <summary>Marks a line that is left out.</summary>
    private const char Omitted = '\0';

    private readonly ModelCard card;
    private readonly LayerOptions layers;
    private readonly bool labels;
    private readonly bool batch;
    private readonly bool pixel;
    private readonly bool norm;
    private readonly bool bare;                                                 // nothing normalizes the dense layer
    private readonly int count;
    private readonly string alpha;
    private readonly int first;                                                 // class of a single image
    private readonly string python;                                             // classes in turn
    private readonly string torch;
    private readonly string csharp;
    private readonly string browser;

    private CardCode(ModelCard card)
    {
        this.card = card;
        layers = card.Layers;
        labels = card.Labels > 0;
        batch = layers.GeneratorNorm == GeneratorNorm.Batch;
        pixel = layers.GeneratorNorm == GeneratorNorm.Pixel;
        bare = card.DenseUnnormalized;
        norm = pixel || layers.NormalizeLatents;
        count = batch ? 16 : 1;                                                 // images of one call
        alpha = card.Alpha.ToString("R", CultureInfo.InvariantCulture);
        var turn = $"i % {card.Labels}";
        (python, torch) = ($"np.arange(8) % {card.Labels}", $"torch.arange(8) % {card.Labels}");
        (csharp, browser) = (turn, turn);
        if (card.Classes is not { IsDefault: false, Length: var known } classes)
            return;
        var list = string.Join(", ", classes);
        first = classes[0];
        python = $"np.array([{list}])[np.arange(8) % {known}]";
        torch = $"torch.tensor([{list}])[torch.arange(8) % {known}]";
        (csharp, browser) = ($"new[] {{ {list} }}[i % {known}]", $"[{list}][i % {known}]");
    }

    /// <summary>The card's code.</summary>
    public static IEnumerable<CardSnippet> Of(ModelCard card)
    {
        var code = new CardCode(card);
        return card.Format == "onnx"
            ? Snippets(code.OnnxPython(), code.OnnxCSharp(), "html", code.OnnxBrowser())
            : Snippets(code.SafetensorsPython(), code.SafetensorsCSharp(), "sh", code.SafetensorsBrowser());
    }

    private static IEnumerable<CardSnippet> Snippets(
        string python, string csharp, string browserLanguage, string browser) =>
    [
        new("Python", "python", Kept(python)),
        new("C#", "csharp", Kept(csharp)),
        new("Browser", browserLanguage, Kept(browser)),
    ];

    private static string Kept(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.Contains(Omitted)));

    /// <summary>Stands at the end of a line that is there only where something holds.</summary>
    private static string If(bool holds) => holds ? "" : Omitted.ToString();

    private string OnnxPython() => $$"""
        # pip install onnxruntime numpy pillow
        import numpy as np
        import onnxruntime
        from PIL import Image

        session = onnxruntime.InferenceSession("{{card.File}}")
        latents = np.random.default_rng(0).standard_normal((8, {{card.LatentSize}}), dtype=np.float32)
        inputs = {"latents": latents}
        inputs["labels"] = np.eye({{card.Labels}}, dtype=np.float32)[{{python}}]{{If(labels)}}
        images = session.run(["images"], inputs)[0]                            # [8,{{card.Channels}},{{card.Resolution}},{{card.Resolution}}]
        pixels = np.clip(np.rint(images * 127.5 + 127.5), 0, 255).astype(np.uint8).transpose(0, 2, 3, 1)
        for i, image in enumerate(pixels):
            Image.fromarray(image.squeeze()).save(f"{i}.png")
        """;

    private string OnnxCSharp() => $$"""
        // dotnet new console, dotnet add package Microsoft.ML.OnnxRuntime
        using Microsoft.ML.OnnxRuntime;
        using Microsoft.ML.OnnxRuntime.Tensors;

        var random = new Random(0);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        const int count = {{count}};                                                  // batch normalization: an image depends on those beside it; the first is shown{{If(batch)}}
        var latents = new DenseTensor<float>(Enumerable.Range(0, {{card.LatentSize}}).Select(_ => Normal()).ToArray(), [1, {{card.LatentSize}}]);{{If(!batch)}}
        var latents = new DenseTensor<float>(Enumerable.Range(0, count * {{card.LatentSize}}).Select(_ => Normal()).ToArray(), [count, {{card.LatentSize}}]);{{If(batch)}}

        using var session = new InferenceSession("{{card.File}}");
        List<NamedOnnxValue> inputs = [NamedOnnxValue.CreateFromTensor("latents", latents)];
        var labels = new DenseTensor<float>([1, {{card.Labels}}]) { [0, {{first}}] = 1 };{{If(labels && !batch)}}
        var labels = new DenseTensor<float>([count, {{card.Labels}}]);{{If(labels && batch)}}
        for (var i = 0; i < count; i++){{If(labels && batch)}}
            labels[i, {{csharp}}] = 1;{{If(labels && batch)}}
        inputs.Add(NamedOnnxValue.CreateFromTensor("labels", labels));{{If(labels)}}
        using var results = session.Run(inputs);
        var image = results.First().AsTensor<float>();                         // [{{count}},{{card.Channels}},{{card.Resolution}},{{card.Resolution}}]
        int Value(int channel, int y, int x) => channel == 3 && {{card.Channels}} < 4 ? 255 : (int)Math.Clamp(Math.Round(image[0, {{card.Channels}} < 3 ? 0 : channel, y, x] * 127.5 + 127.5), 0, 255);

        using var file = new BinaryWriter(File.Create("image.bmp"));           // 32 bits a pixel: blue, green, red, opacity
        file.Write("BM"u8);
        foreach (var field in (int[])[54 + 4 * {{card.Resolution}} * {{card.Resolution}}, 0, 54, 40, {{card.Resolution}}, -{{card.Resolution}}, 1 | 32 << 16, 0, 0, 0, 0, 0, 0])
            file.Write(field);
        for (var i = 0; i < {{card.Resolution}} * {{card.Resolution}}; i++)
            file.Write(Value(2, i / {{card.Resolution}}, i % {{card.Resolution}}) | Value(1, i / {{card.Resolution}}, i % {{card.Resolution}}) << 8 | Value(0, i / {{card.Resolution}}, i % {{card.Resolution}}) << 16 | Value(3, i / {{card.Resolution}}, i % {{card.Resolution}}) << 24);
        """;

    private string OnnxBrowser() => $$"""
        <!-- A page that lies beside {{card.File}}; browsers load it from a server alone: python3 -m http.server -->
        <canvas id="image" width="{{card.Resolution}}" height="{{card.Resolution}}" style="width: 256px; image-rendering: pixelated"></canvas>
        <script src="https://cdn.jsdelivr.net/npm/onnxruntime-web/dist/ort.min.js"></script>
        <script type="module">
          const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
          const session = await ort.InferenceSession.create("{{card.File}}");
          const count = {{count}};                                                    // batch normalization: an image depends on those beside it; the first is shown{{If(batch)}}
          const latents = new ort.Tensor("float32", Float32Array.from({ length: {{card.LatentSize}} }, normal), [1, {{card.LatentSize}}]);{{If(!batch)}}
          const latents = new ort.Tensor("float32", Float32Array.from({ length: count * {{card.LatentSize}} }, normal), [count, {{card.LatentSize}}]);{{If(batch)}}
          const inputs = { latents };
          inputs.labels = new ort.Tensor("float32", Float32Array.from({ length: {{card.Labels}} }, (_, i) => Number(i === {{first}})), [1, {{card.Labels}}]);{{If(labels && !batch)}}
          const ones = new Float32Array(count * {{card.Labels}});{{If(labels && batch)}}
          for (let i = 0; i < count; i++) ones[i * {{card.Labels}} + {{browser}}] = 1;{{If(labels && batch)}}
          inputs.labels = new ort.Tensor("float32", ones, [count, {{card.Labels}}]);{{If(labels && batch)}}
          const values = (await session.run(inputs)).images.data;              // [{{count}},{{card.Channels}},{{card.Resolution}},{{card.Resolution}}]
          const area = {{card.Resolution}} * {{card.Resolution}}, channels = {{card.Channels}};
          const value = (channel, i) => values[(channels < 3 ? 0 : channel) * area + i] * 127.5 + 127.5;
          const pixels = new Uint8ClampedArray(4 * area);
          for (let i = 0; i < area; i++) pixels.set([value(0, i), value(1, i), value(2, i), channels === 4 ? value(3, i) : 255], 4 * i);
          document.getElementById("image").getContext("2d").putImageData(new ImageData(pixels, {{card.Resolution}}, {{card.Resolution}}), 0, 0);
        </script>
        """;

    private string SafetensorsPython() => $$"""
        # pip install torch numpy pillow
        import json
        import numpy as np
        import torch
        import torch.nn.functional as F
        from PIL import Image


        def load(path):
            data = open(path, "rb").read()
            start = 8 + int.from_bytes(data[:8], "little")
            header = json.loads(data[8:start])
            header.pop("__metadata__", None)
            return {name: torch.from_numpy(np.frombuffer(data[start + t["data_offsets"][0]:start + t["data_offsets"][1]], np.float32).copy())
                    .reshape(t["shape"]) for name, t in header.items()}


        w = load("{{card.File}}")
        for name in w:{{If(layers.EqualizedLearningRate)}}
            if name.endswith("/weight"):{{If(layers.EqualizedLearningRate)}}
                gain = 1 if "ToRGB" in name else 2 ** 0.5 / 4 if "Dense" in name else 2 ** 0.5{{If(layers.EqualizedLearningRate)}}
                w[name] *= gain / w[name][0].numel() ** 0.5{{If(layers.EqualizedLearningRate)}}


        def norm(x):{{If(norm)}}
            return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8){{If(norm)}}
        {{If(norm)}}
        {{If(norm)}}
        def conv(x, name):
            k = w[name + "/weight"]
            return F.conv2d(x, k, w[name + "/bias"], padding=k.shape[-1] // 2)


        def act(x):{{If(bare)}}
            return F.leaky_relu(x, 0.2){{If(bare && layers.LeakyRelu)}}
            return F.relu(x){{If(bare && !layers.LeakyRelu)}}
        {{If(bare)}}
        {{If(bare)}}
        def finish(x):
            x = act(x){{If(bare)}}
            x = F.leaky_relu(x, 0.2){{If(!bare && layers.LeakyRelu)}}
            x = F.relu(x){{If(!bare && !layers.LeakyRelu)}}
            x = norm(x){{If(pixel)}}
            return x


        def layer(x, name):
            x = conv(x, name)
            gain, bias = w[name + "/BatchNorm/gain"], w[name + "/BatchNorm/bias"]{{If(batch)}}
            x = F.batch_norm(x, None, None, gain, bias, training=True, eps=1e-4){{If(batch)}}
            return finish(x)


        def generate(x, alpha={{alpha}}):
            x = norm(x){{If(layers.NormalizeLatents)}}
            x = F.linear(x, w["4x4/Dense/weight"]).reshape(len(x), -1, 4, 4)
            bias = w["4x4/Dense/bias"]
            x = x + bias.reshape(1, x.shape[1], *((1, 1) if len(bias) == x.shape[1] else (4, 4)))
            x = act(x){{If(bare)}}
            x = finish(x){{If(!bare)}}
            x, size = layer(x, "4x4/Conv"), 4
            while f"{2 * size}x{2 * size}/Conv0/weight" in w:
                below, size = x, 2 * size
                x = layer(F.interpolate(x, scale_factor=2), f"{size}x{size}/Conv0")
                x = layer(x, f"{size}x{size}/Conv1")
            images = conv(x, f"{size}x{size}/ToRGB")
            if alpha < 1:
                old = conv(below, f"{size // 2}x{size // 2}/ToRGB")
                images = alpha * images + (1 - alpha) * F.interpolate(old, scale_factor=2)
            images = torch.tanh(images){{If(layers.TanhAtEnd)}}
            return images


        latents = torch.randn(8, {{card.LatentSize}}, generator=torch.Generator().manual_seed(0))
        latents = torch.cat([latents, F.one_hot({{torch}}, {{card.Labels}}).float()], 1){{If(labels)}}
        with torch.no_grad():
            images = generate(latents)                                         # [8,{{card.Channels}},{{card.Resolution}},{{card.Resolution}}]
        pixels = (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
        for i, image in enumerate(pixels):
            Image.fromarray(image.squeeze()).save(f"{i}.png")
        """;

    private string SafetensorsCSharp() => $$"""
        // PgGanLab.Model, with TorchSharp
        using PgGanLab.Model.Export;
        using PgGanLab.Model.Imaging;
        using PgGanLab.Model.Networks;
        using TorchSharp;

        using var generator = LoadedGenerator.Open("{{card.File}}", torch.CPU);
        using var latents = RandomTensors.Normal(seed: 0, [8, {{card.LatentSize}}]);
        var pixels = generator.Draw(latents, classes: [.. Enumerable.Range(0, 8).Select(i => {{csharp}})]);{{If(labels)}}
        var pixels = generator.Draw(latents, classes: null);                   // [8,{{card.Channels}},{{card.Resolution}},{{card.Resolution}}]{{If(!labels)}}
        using var file = File.Create("grid.png");
        PngWriter.Write(file, ImageGrid.Of(pixels, channels: {{card.Channels}}, size: {{card.Resolution}}, columns: 4, rows: 2));
        """;

    private string SafetensorsBrowser() => $$"""
        ./lab export {{card.File}} --format onnx -o generator.onnx    # browsers run ONNX; the code is in generator.md
        """;
}
