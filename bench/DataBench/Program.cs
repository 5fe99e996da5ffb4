using System.Globalization;
using PgGanLab.DataBench;

// Usage: dotnet run --project bench/DataBench -c Release [-- IMAGES [ROUNDS]]
// Compares building a dataset of a folder with nothing but decoding the same files from memory, on
// all cores; both take turns.
var images = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
Console.WriteLine($"{Environment.ProcessorCount} cores, {images} images, medians of {rounds} rounds, images/s");
Console.WriteLine("| images | decode alone | whole build | ratio | ms of a core: decode | build | ratio |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach (var shape in PhotoShape.All)
{
    using var folder = new PhotoFolder(shape, images);
    var race = new BuildRace(folder, shape.Resolution);
    for (var round = 0; round < rounds; round++)
        race.Run();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {shape.Name} | {race.DecodeRate:F0} | {race.BuildRate:F0} | {race.Share:F2} | {race.DecodeWork:F2} | "
        + $"{race.BuildWork:F2} | {race.WorkShare:F2} |"));
}
