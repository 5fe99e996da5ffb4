using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Phases;

/// <summary>A recipe as text, for the wire and the record.</summary>
public static class RecipeDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Write(PhaseRecipe recipe) => JsonSerializer.Serialize(recipe, Options);

    /// <exception cref="JsonException">Not a recipe.</exception>
    public static PhaseRecipe Read(string json) =>
        JsonSerializer.Deserialize<PhaseRecipe>(json, Options) ?? throw new JsonException("A recipe cannot be null.");
}
