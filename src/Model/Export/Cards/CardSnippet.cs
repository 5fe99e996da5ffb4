namespace PgGanLab.Model.Export.Cards;

/// <summary>Working code of a model card.</summary>
/// <param name="Title">Where it runs.</param>
/// <param name="Language">For colouring.</param>
/// <param name="Code">The code.</param>
internal sealed record CardSnippet(string Title, string Language, string Code);
