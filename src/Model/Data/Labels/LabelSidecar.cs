using PgGanLab.Model.Data.Files;

namespace PgGanLab.Model.Data.Labels;

/// <summary>The <c>dataset.json</c> that StyleGAN's tools put beside their images.</summary>
internal static class LabelSidecar
{
    public const string Name = "dataset.json";

    /// <summary>The one in the root, or in a folder that holds all images.</summary>
    /// <param name="files">The source.</param>
    /// <param name="shared">Folders that all images share, from the root.</param>
    /// <param name="remarks">Says why a file of that name is not used.</param>
    public static LabelFile? Find(IImageFiles files, IReadOnlyList<string> shared, out IReadOnlyList<string> remarks)
    {
        remarks = [];
        for (var depth = 0; depth <= shared.Count; depth++)
        {
            var path = string.Concat(shared.Take(depth).Select(folder => $"{folder}/")) + Name;
            if (files.ReadBeside(path) is not { } bytes)
                continue;
            var file = LabelFile.Of(path, bytes);
            if (file.IsStyleGan)
                return file;
            remarks = [$"{path} was not used, as its 'labels' are neither null nor pairs of a file and its label; "
                + "--labels names it all the same."];
        }
        return null;
    }
}
