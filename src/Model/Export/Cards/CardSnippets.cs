using System.Text.RegularExpressions;

namespace PgGanLab.Model.Export.Cards;

/// <summary>How to draw images with an exported generator. In each template FILE, LATENT, SIZE, CHANNELS, ALPHA and CLASSES are
/// filled in; lines that end in <c>//labels</c> or <c>#labels</c> stay for generators that know classes, those with <c>nolabels</c> for others.</summary>
internal static partial class CardSnippets
{
    private const string OnnxPython = """
        # pip install onnxruntime numpy pillow
        import numpy as np
        import onnxruntime
        from PIL import Image

        session = onnxruntime.InferenceSession("FILE")
        latents = np.random.default_rng(0).standard_normal((8, LATENT), dtype=np.float32)
        inputs = {"latents": latents}
        inputs["labels"] = np.eye(CLASSES, dtype=np.float32)[np.arange(8) % CLASSES]      #labels
        images = session.run(["images"], inputs)[0]                            # [8,CHANNELS,SIZE,SIZE]
        pixels = np.clip(np.rint(images * 127.5 + 127.5), 0, 255).astype(np.uint8).transpose(0, 2, 3, 1)
        for i, image in enumerate(pixels):
            Image.fromarray(image.squeeze()).save(f"{i}.png")
        """;

    private const string OnnxCSharp = """
        // dotnet new console, dotnet add package Microsoft.ML.OnnxRuntime
        using Microsoft.ML.OnnxRuntime;
        using Microsoft.ML.OnnxRuntime.Tensors;

        var random = new Random(0);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var latents = new DenseTensor<float>(Enumerable.Range(0, LATENT).Select(_ => Normal()).ToArray(), [1, LATENT]);

        using var session = new InferenceSession("FILE");
        List<NamedOnnxValue> inputs = [NamedOnnxValue.CreateFromTensor("latents", latents)];
        var labels = new DenseTensor<float>([1, CLASSES]) { [0, 0] = 1 };       //labels
        inputs.Add(NamedOnnxValue.CreateFromTensor("labels", labels));         //labels
        using var results = session.Run(inputs);
        var image = results.First().AsTensor<float>();                         // [1,CHANNELS,SIZE,SIZE]
        int Value(int channel, int y, int x) => channel == 3 && CHANNELS < 4 ? 255 : (int)Math.Clamp(Math.Round(image[0, CHANNELS < 3 ? 0 : channel, y, x] * 127.5 + 127.5), 0, 255);

        using var file = new BinaryWriter(File.Create("image.bmp"));           // 32 bits a pixel: blue, green, red, opacity
        file.Write("BM"u8);
        foreach (var field in (int[])[54 + 4 * SIZE * SIZE, 0, 54, 40, SIZE, -SIZE, 1 | 32 << 16, 0, 0, 0, 0, 0, 0])
            file.Write(field);
        for (var i = 0; i < SIZE * SIZE; i++)
            file.Write(Value(2, i / SIZE, i % SIZE) | Value(1, i / SIZE, i % SIZE) << 8 | Value(0, i / SIZE, i % SIZE) << 16 | Value(3, i / SIZE, i % SIZE) << 24);
        """;

    private const string OnnxBrowser = """
        <!-- A page that lies beside FILE; browsers load it from a server alone: python3 -m http.server -->
        <canvas id="image" width="SIZE" height="SIZE" style="width: 256px; image-rendering: pixelated"></canvas>
        <script src="https://cdn.jsdelivr.net/npm/onnxruntime-web/dist/ort.min.js"></script>
        <script type="module">
          const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
          const session = await ort.InferenceSession.create("FILE");
          const latents = new ort.Tensor("float32", Float32Array.from({ length: LATENT }, normal), [1, LATENT]);
          const inputs = { latents };
          inputs.labels = new ort.Tensor("float32", Float32Array.from({ length: CLASSES }, (_, i) => Number(i === 0)), [1, CLASSES]); //labels
          const values = (await session.run(inputs)).images.data;              // [1,CHANNELS,SIZE,SIZE]
          const area = SIZE * SIZE, channels = CHANNELS;
          const value = (channel, i) => values[(channels < 3 ? 0 : channel) * area + i] * 127.5 + 127.5;
          const pixels = new Uint8ClampedArray(4 * area);
          for (let i = 0; i < area; i++) pixels.set([value(0, i), value(1, i), value(2, i), channels === 4 ? value(3, i) : 255], 4 * i);
          document.getElementById("image").getContext("2d").putImageData(new ImageData(pixels, SIZE, SIZE), 0, 0);
        </script>
        """;

    private const string SafetensorsPython = """
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


        w = load("FILE")


        def norm(x):
            return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


        def conv(x, name, gain=2 ** 0.5):
            k = w[name + "/weight"]
            return F.conv2d(x, k * (gain / k[0].numel() ** 0.5), w[name + "/bias"], padding=k.shape[-1] // 2)


        def layer(x, name):
            return norm(F.leaky_relu(conv(x, name), 0.2))


        def generate(latents, alpha=ALPHA):
            k = w["4x4/Dense/weight"]
            x = F.linear(norm(latents), k * (2 ** 0.5 / 4 / k.shape[1] ** 0.5)).reshape(len(latents), -1, 4, 4)
            bias = w["4x4/Dense/bias"]
            x = norm(F.leaky_relu(x + bias.reshape(1, x.shape[1], *((1, 1) if len(bias) == x.shape[1] else (4, 4))), 0.2))
            x, size = layer(x, "4x4/Conv"), 4
            while f"{2 * size}x{2 * size}/Conv0/weight" in w:
                below, size = x, 2 * size
                x = layer(F.interpolate(x, scale_factor=2), f"{size}x{size}/Conv0")
                x = layer(x, f"{size}x{size}/Conv1")
            images = conv(x, f"{size}x{size}/ToRGB", gain=1)
            if alpha < 1:
                old = conv(below, f"{size // 2}x{size // 2}/ToRGB", gain=1)
                images = alpha * images + (1 - alpha) * F.interpolate(old, scale_factor=2)
            return images


        latents = torch.randn(8, LATENT, generator=torch.Generator().manual_seed(0))
        latents = torch.cat([latents, F.one_hot(torch.arange(8) % CLASSES, CLASSES).float()], 1)  #labels
        with torch.no_grad():
            images = generate(latents)                                         # [8,CHANNELS,SIZE,SIZE]
        pixels = (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
        for i, image in enumerate(pixels):
            Image.fromarray(image.squeeze()).save(f"{i}.png")
        """;

    private const string SafetensorsCSharp = """
        // PgGanLab.Model, with TorchSharp
        using PgGanLab.Model.Export;
        using PgGanLab.Model.Imaging;
        using PgGanLab.Model.Networks;
        using TorchSharp;

        using var generator = LoadedGenerator.Open("FILE", torch.CPU);
        using var latents = RandomTensors.Normal(seed: 0, [8, LATENT]);
        var pixels = generator.Draw(latents, classes: [.. Enumerable.Range(0, 8).Select(i => i % CLASSES)]);   //labels
        var pixels = generator.Draw(latents, classes: null);                   // [8,CHANNELS,SIZE,SIZE]   //nolabels
        using var file = File.Create("grid.png");
        PngWriter.Write(file, ImageGrid.Of(pixels, channels: CHANNELS, size: SIZE, columns: 4, rows: 2));
        """;

    private const string SafetensorsBrowser = """
        ./lab export FILE --format onnx -o generator.onnx    # browsers run ONNX; the code is in generator.md
        """;

    /// <summary>For layers with switches, which the template does not know.</summary>
    private const string SafetensorsElsewhere = """
        ./lab export FILE --format onnx -o generator.onnx    # its layers have switches; the code for ONNX, which has them all, is in generator.md
        """;

    /// <summary>The card's code, filled in.</summary>
    public static IEnumerable<CardSnippet> Of(ModelCard card) => card.Format == "onnx"
        ? [Fill(card, "Python", "python", OnnxPython), Fill(card, "C#", "csharp", OnnxCSharp), Fill(card, "Browser", "html", OnnxBrowser)]
        : [card.PlainLayers ? Fill(card, "Python", "python", SafetensorsPython) : Fill(card, "Python", "sh", SafetensorsElsewhere), Fill(card, "C#", "csharp", SafetensorsCSharp), Fill(card, "Browser", "sh", SafetensorsBrowser)];

    private static CardSnippet Fill(ModelCard card, string title, string language, string template) => new(title, language, Lines(card, template)
        .Replace("FILE", card.File, StringComparison.Ordinal)
        .Replace("LATENT", Text(card.LatentSize), StringComparison.Ordinal)
        .Replace("CHANNELS", Text(card.Channels), StringComparison.Ordinal)
        .Replace("SIZE", Text(card.Resolution), StringComparison.Ordinal)
        .Replace("CLASSES", Text(card.Labels), StringComparison.Ordinal)
        .Replace("ALPHA", Text(card.Alpha), StringComparison.Ordinal));

    private static string Lines(ModelCard card, string template)
    {
        var (ours, others) = card.Labels > 0 ? (Labels(), NoLabels()) : (NoLabels(), Labels());
        return string.Join('\n', template.Split('\n').Where(line => !others.IsMatch(line)).Select(line => ours.Replace(line, "")));
    }

    [GeneratedRegex(" *(//|#)labels$")]
    private static partial Regex Labels();

    [GeneratedRegex(" *(//|#)nolabels$")]
    private static partial Regex NoLabels();

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
