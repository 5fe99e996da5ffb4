using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

/// <summary>The golden image sets A and B and what is derived from A: noise, blur and shifted colours.</summary>
public static class GoldenImages
{
    /// <param name="golden">swd.safetensors.</param>
    /// <param name="size">32 (grey, stored with one channel) or 64 (RGB).</param>
    /// <param name="name">A, B, noise, blur or shift.</param>
    public static ImageSet Set(GoldenFile golden, int size, string name)
    {
        var stored = golden.Bytes($"s{size}/{(name == "B" ? "B" : "A")}");
        var channels = (int)golden.Shape($"s{size}/A")[1];
        if (name is "A" or "B")
            return Split(stored, channels, size);
        var rgb = channels == 3 ? stored : Replicate(stored, size * size);
        return Split(name switch
        {
            "noise" => Noise(rgb, golden.Numbers<sbyte>($"s{size}/noise_tile")),
            "blur" => Blur(rgb, size),
            "shift" => Shift(rgb, size * size),
            _ => throw new ArgumentException($"No set is named {name}.", nameof(name)),
        }, 3, size);
    }

    public static ImageSet Split(byte[] pixels, int channels, int size)
    {
        var bytes = channels * size * size;
        var places = Enumerable.Range(0, pixels.Length / bytes).Select(i => i * bytes);
        return new ImageSet(
            channels, size, [.. places.Select(place => new ReadOnlyMemory<byte>(pixels, place, bytes))]);
    }

    private static byte[] Replicate(byte[] grey, int plane) =>
        [.. grey.Chunk(plane).SelectMany(image => Enumerable.Repeat(image, 3).SelectMany(p => p))];

    private static byte[] Noise(byte[] pixels, sbyte[] tile) =>
        [.. pixels.Select((p, i) => (byte)Math.Clamp(p + tile[i % tile.Length], 0, 255))];

    private static byte[] Blur(byte[] pixels, int size)
    {
        var result = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (plane, y, x) = (i / (size * size), i / size % size, i % size);
            var sum = 8;
            for (var dy = -1; dy <= 1; dy++)
                for (var dx = -1; dx <= 1; dx++)
                    sum += (2 - Math.Abs(dy)) * (2 - Math.Abs(dx))
                        * pixels[(plane * size + Math.Clamp(y + dy, 0, size - 1)) * size
                            + Math.Clamp(x + dx, 0, size - 1)];
            result[i] = (byte)(sum >> 4);
        }
        return result;
    }

    private static byte[] Shift(byte[] pixels, int plane)
    {
        var result = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i += 3 * plane)
            for (var p = i; p < i + plane; p++)
            {
                var (r, g, b) = (pixels[p], pixels[p + plane], pixels[p + 2 * plane]);
                result[p] = (byte)Math.Min(255, r + 70);
                result[p + plane] = (byte)Math.Max(0, g - 50);
                result[p + 2 * plane] = (byte)((r + g + 2 * b) >> 2);
            }
        return result;
    }
}
