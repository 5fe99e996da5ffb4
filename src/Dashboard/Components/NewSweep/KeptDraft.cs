using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>
/// The browser's copy of the form, which survives reloads, restarts of the lab and a closed browser. A browser that is
/// away or keeps nothing costs the copy, never the form.
/// </summary>
internal sealed class KeptDraft(IJSRuntime script) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new SettingKeyConverter() },
        RespectNullableAnnotations = true,
    };

    private IJSObjectReference? module;

    /// <summary>What was typed and not launched; null for nothing, or what another version of the form wrote.</summary>
    public async Task<Typed?> Read()
    {
        try
        {
            module = await script.InvokeAsync<IJSObjectReference>("import", "./js/draft.js");
            return await module.InvokeAsync<Stored?>("read") is { } stored
                && (stored.Form is null ? null : Parse(stored.Form)) is var form
                && (form is not null || stored.File is not null)
                ? new Typed(form, stored.File, DateTimeOffset.FromUnixTimeMilliseconds(stored.At))
                : null;
        }
        catch (JSDisconnectedException)
        {
            return null;
        }
    }

    public Task Keep(SweepDraft form) => Call("keepForm", Write(form));

    /// <param name="file">What the file below the form has that the form has not; null for nothing.</param>
    public Task KeepFile(string? file) => Call("keepFile", file);

    public Task Clear() => Call("clear");

    public static string Write(SweepDraft form) => JsonSerializer.Serialize(form, Json);

    /// <summary>The form as it was written; null for what can't be read as one.</summary>
    public static SweepDraft? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepDraft>(text, Json);
        }
        catch (JsonException)                                                       // another version of the form
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the module with it.
        }
    }

    private async Task Call(string function, params object?[] arguments)
    {
        try
        {
            if (module is not null)
                await module.InvokeVoidAsync(function, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
            // The browser is away for now; the next change is kept.
        }
    }

    /// <summary>What was typed.</summary>
    /// <param name="Form">The form; null where only the file was touched.</param>
    /// <param name="File">Text of the file that the form has not taken.</param>
    /// <param name="At">When the last of it was typed.</param>
    internal sealed record Typed(SweepDraft? Form, string? File, DateTimeOffset At);

    private sealed record Stored(string? Form, string? File, long At);

    private sealed class SettingKeyConverter : JsonConverter<SettingKey>
    {
        public override SettingKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return SettingKey.Parse(reader.GetString() ?? "", "a draft");
            }
            catch (InvalidInputException e)
            {
                throw new JsonException(e.Message, e);
            }
        }

        public override SettingKey ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, SettingKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override void WriteAsPropertyName(
            Utf8JsonWriter writer, SettingKey value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());
    }
}
