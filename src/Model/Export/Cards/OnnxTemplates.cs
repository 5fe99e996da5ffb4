namespace PgGanLab.Model.Export.Cards;

/// <summary>How to draw images with a generator in ONNX; <see cref="CardSnippets"/> fills it in.</summary>
internal static class OnnxTemplates
{
    public const string Python = """
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

    public const string CSharp = """
        // dotnet new console, dotnet add package Microsoft.ML.OnnxRuntime
        using Microsoft.ML.OnnxRuntime;
        using Microsoft.ML.OnnxRuntime.Tensors;

        var random = new Random(0);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        const int count = COUNT;                                                  // batch normalization: an image depends on those beside it; the first is shown //batch
        var latents = new DenseTensor<float>(Enumerable.Range(0, LATENT).Select(_ => Normal()).ToArray(), [1, LATENT]);                 //single
        var latents = new DenseTensor<float>(Enumerable.Range(0, count * LATENT).Select(_ => Normal()).ToArray(), [count, LATENT]);     //batch

        using var session = new InferenceSession("FILE");
        List<NamedOnnxValue> inputs = [NamedOnnxValue.CreateFromTensor("latents", latents)];
        var labels = new DenseTensor<float>([1, CLASSES]) { [0, 0] = 1 };       //labels //single
        var labels = new DenseTensor<float>([count, CLASSES]);                 //labels //batch
        for (var i = 0; i < count; i++)                                        //labels //batch
            labels[i, i % CLASSES] = 1;                                        //labels //batch
        inputs.Add(NamedOnnxValue.CreateFromTensor("labels", labels));         //labels
        using var results = session.Run(inputs);
        var image = results.First().AsTensor<float>();                         // [COUNT,CHANNELS,SIZE,SIZE]
        int Value(int channel, int y, int x) => channel == 3 && CHANNELS < 4 ? 255 : (int)Math.Clamp(Math.Round(image[0, CHANNELS < 3 ? 0 : channel, y, x] * 127.5 + 127.5), 0, 255);

        using var file = new BinaryWriter(File.Create("image.bmp"));           // 32 bits a pixel: blue, green, red, opacity
        file.Write("BM"u8);
        foreach (var field in (int[])[54 + 4 * SIZE * SIZE, 0, 54, 40, SIZE, -SIZE, 1 | 32 << 16, 0, 0, 0, 0, 0, 0])
            file.Write(field);
        for (var i = 0; i < SIZE * SIZE; i++)
            file.Write(Value(2, i / SIZE, i % SIZE) | Value(1, i / SIZE, i % SIZE) << 8 | Value(0, i / SIZE, i % SIZE) << 16 | Value(3, i / SIZE, i % SIZE) << 24);
        """;

    public const string Browser = """
        <!-- A page that lies beside FILE; browsers load it from a server alone: python3 -m http.server -->
        <canvas id="image" width="SIZE" height="SIZE" style="width: 256px; image-rendering: pixelated"></canvas>
        <script src="https://cdn.jsdelivr.net/npm/onnxruntime-web/dist/ort.min.js"></script>
        <script type="module">
          const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
          const session = await ort.InferenceSession.create("FILE");
          const count = COUNT;                                                    // batch normalization: an image depends on those beside it; the first is shown //batch
          const latents = new ort.Tensor("float32", Float32Array.from({ length: LATENT }, normal), [1, LATENT]);                  //single
          const latents = new ort.Tensor("float32", Float32Array.from({ length: count * LATENT }, normal), [count, LATENT]);      //batch
          const inputs = { latents };
          inputs.labels = new ort.Tensor("float32", Float32Array.from({ length: CLASSES }, (_, i) => Number(i === 0)), [1, CLASSES]); //labels //single
          const ones = new Float32Array(count * CLASSES);                      //labels //batch
          for (let i = 0; i < count; i++) ones[i * CLASSES + i % CLASSES] = 1; //labels //batch
          inputs.labels = new ort.Tensor("float32", ones, [count, CLASSES]);   //labels //batch
          const values = (await session.run(inputs)).images.data;              // [COUNT,CHANNELS,SIZE,SIZE]
          const area = SIZE * SIZE, channels = CHANNELS;
          const value = (channel, i) => values[(channels < 3 ? 0 : channel) * area + i] * 127.5 + 127.5;
          const pixels = new Uint8ClampedArray(4 * area);
          for (let i = 0; i < area; i++) pixels.set([value(0, i), value(1, i), value(2, i), channels === 4 ? value(3, i) : 255], 4 * i);
          document.getElementById("image").getContext("2d").putImageData(new ImageData(pixels, SIZE, SIZE), 0, 0);
        </script>
        """;
}
