using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>A column of a <see cref="LabGrid{T}"/>.</summary>
/// <typeparam name="T">What a row shows.</typeparam>
/// <param name="Id">Its name in the address, such as <c>swd</c>.</param>
/// <param name="Title">Heading; on phones, the label of each cell.</param>
/// <param name="Cell">What stands in a row.</param>
public sealed record LabColumn<T>(string Id, string Title, RenderFragment<T> Cell)
{
    /// <summary>What rows are sorted by, smaller first; null where sorting says nothing.</summary>
    public Func<T, object?>? Key { get; init; }

    /// <summary>Whether it is aligned as a number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>More about the heading, for those who point at it.</summary>
    public string? Tip { get; init; }

    /// <summary>Whether it is shown only where somebody asks for it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>On phones it is the title of a row's card, without a label.</summary>
    public bool IsLead { get; init; }

    /// <summary>On phones it stands in the corner of a row's card, without a label.</summary>
    public bool IsCorner { get; init; }

    /// <summary>Rows in whose cards it is left out on phones; null where it always counts.</summary>
    public Func<T, bool>? IsMinor { get; init; }

    /// <summary>The classes of its cell in a row.</summary>
    public string CellClass(T item) => string.Join(' ', new[]
    {
        IsNumber ? "num" : null, IsLead ? "lead" : null, IsCorner ? "corner" : null,
        IsMinor?.Invoke(item) == true ? "minor" : null,
    }.OfType<string>());
}

/// <summary>The same as MudBlazor's grid takes it: it knows columns by their <c>PropertyName</c>.</summary>
public sealed class LabGridColumn<T> : TemplateColumn<T>
{
    /// <summary><see cref="LabColumn{T}.Id"/></summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    public override string PropertyName => Id;
}
