namespace PgGanLab.Model.Export.Cards;

/// <summary>How to draw images with a generator in safetensors; <see cref="CardSnippets"/> fills it in.</summary>
internal static class SafetensorsTemplates
{
    public const string Python = """
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
        for name in w:                                                         #equalized
            if name.endswith("/weight"):                                       #equalized
                gain = 1 if "ToRGB" in name else 2 ** 0.5 / 4 if "Dense" in name else 2 ** 0.5   #equalized
                w[name] *= gain / w[name][0].numel() ** 0.5                    #equalized


        def norm(x):                                                           #norm
            return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)    #norm
        #norm
        #norm
        def conv(x, name):
            k = w[name + "/weight"]
            return F.conv2d(x, k, w[name + "/bias"], padding=k.shape[-1] // 2)


        def finish(x):
            x = F.leaky_relu(x, 0.2)                                           #leaky
            x = F.relu(x)                                                      #relu
            x = norm(x)                                                        #pixel
            return x


        def layer(x, name):
            x = conv(x, name)
            gain, bias = w[name + "/BatchNorm/gain"], w[name + "/BatchNorm/bias"]      #batch
            x = F.batch_norm(x, None, None, gain, bias, training=True, eps=1e-4)       #batch
            return finish(x)


        def generate(x, alpha=ALPHA):
            x = norm(x)                                                        #latents
            x = F.linear(x, w["4x4/Dense/weight"]).reshape(len(x), -1, 4, 4)
            bias = w["4x4/Dense/bias"]
            x = finish(x + bias.reshape(1, x.shape[1], *((1, 1) if len(bias) == x.shape[1] else (4, 4))))
            x, size = layer(x, "4x4/Conv"), 4
            while f"{2 * size}x{2 * size}/Conv0/weight" in w:
                below, size = x, 2 * size
                x = layer(F.interpolate(x, scale_factor=2), f"{size}x{size}/Conv0")
                x = layer(x, f"{size}x{size}/Conv1")
            images = conv(x, f"{size}x{size}/ToRGB")
            if alpha < 1:
                old = conv(below, f"{size // 2}x{size // 2}/ToRGB")
                images = alpha * images + (1 - alpha) * F.interpolate(old, scale_factor=2)
            images = torch.tanh(images)                                        #tanh
            return images


        latents = torch.randn(8, LATENT, generator=torch.Generator().manual_seed(0))
        latents = torch.cat([latents, F.one_hot(torch.arange(8) % CLASSES, CLASSES).float()], 1)  #labels
        with torch.no_grad():
            images = generate(latents)                                         # [8,CHANNELS,SIZE,SIZE]
        pixels = (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
        for i, image in enumerate(pixels):
            Image.fromarray(image.squeeze()).save(f"{i}.png")
        """;

    public const string CSharp = """
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

    public const string Browser = """
        ./lab export FILE --format onnx -o generator.onnx    # browsers run ONNX; the code is in generator.md
        """;
}
