namespace PgGanLab.Growth.Results;

/// <summary>From how many images the floor (real images against other real images) is computed.</summary>
public static class SwdFloor
{
    /// <summary>As many of each kind as generators are measured with; at most half of the dataset, since the two sets share no image.</summary>
    /// <param name="swdImages">Images of each kind in a generator's measurement, at most as many as the dataset has.</param>
    /// <param name="datasetImages">Images of the dataset.</param>
    public static int Images(int swdImages, int datasetImages) => Math.Min(swdImages, datasetImages / 2);

    /// <summary>The fewest that <see cref="Images"/> can be, whatever the dataset's size.</summary>
    public static int FewestImages(int swdImages) => swdImages / 2;
}
