namespace PgGanLab.Grains.Catalog;

/// <summary>Body of <c>POST /api/v1/datasets</c>: what to make a dataset of. An option that the kind does not take must be left out.</summary>
/// <param name="Name">Name in the lab: lower-case letters, digits, dots and dashes.</param>
/// <param name="Kind">One of <see cref="IDatasetService.Kinds"/>; null means the kind of the same name, or <c>folder</c> where <see cref="From"/> is given.</param>
public sealed record DatasetRequest(string Name, string? Kind = null)
{
    /// <summary>Folder or file on the lab's host.</summary>
    public string? From { get; init; }

    /// <summary>Pixels of a side of the largest images, a power of two from 4 to 1024; null: the kind's own, or what most images reach.</summary>
    public int? Resolution { get; init; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha); null: 1 where all images are grey, else 3.</summary>
    public int? Channels { get; init; }

    /// <summary><c>folders</c>, <c>none</c>, or a JSON or CSV file on the lab's host; for CIFAR-100 <c>fine</c> or <c>coarse</c>.</summary>
    public string? Labels { get; init; }

    /// <summary><c>crop</c> (the largest square in the middle) or <c>fit</c> (all of the image on the background); null: crop.</summary>
    public string? Framing { get; init; }

    /// <summary><c>area</c> or <c>lanczos</c>; null: area.</summary>
    public string? Filter { get; init; }

    /// <summary><c>white</c>, <c>black</c> or <c>#rrggbb</c>; null: white.</summary>
    public string? Background { get; init; }

    /// <summary>What damaged images do: <c>fail</c> (no dataset) or <c>skip</c> (they are left out); null: fail. They are listed either way.</summary>
    public string? OnDamaged { get; init; }

    /// <summary>Images of more pixels count as damaged, by their header alone; null: 100,000,000.</summary>
    public long? MostPixels { get; init; }

    /// <summary>How many images are made up; null: 10,000.</summary>
    public int? Images { get; init; }

    /// <summary>How many classes are made up; null: 10.</summary>
    public int? Classes { get; init; }
}
