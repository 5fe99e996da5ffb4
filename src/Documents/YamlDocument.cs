using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PgGanLab.Documents;

/// <summary>
/// Turns one YAML document into JSON: mappings, lists and the scalars of YAML's core schema (<c>2e-4</c> is a number).
/// What JSON or a sweep has no use for is an error that names its line: duplicate keys, NaN and infinities, anchors,
/// aliases, tags, several documents.
/// </summary>
public sealed partial class YamlDocument
{
    /// <summary>Deepest nesting; a sweep's file needs four levels.</summary>
    private const int MostLevels = 32;

    private readonly IParser parser;
    private readonly IReadOnlySet<string> textKeys;

    private YamlDocument(IParser parser, IReadOnlySet<string> textKeys)
    {
        this.parser = parser;
        this.textKeys = textKeys;
    }

    /// <summary>Reads a document; an empty one is null.</summary>
    /// <param name="text">The document.</param>
    /// <param name="textKeys">Keys whose values are texts, however they look: a name may be 008.</param>
    /// <exception cref="InvalidInputException">One sentence with the line (and column) of the first thing
    /// that is wrong.</exception>
    public static JsonNode? Read(string text, IReadOnlySet<string>? textKeys = null)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return new YamlDocument(parser, textKeys ?? ImmutableHashSet<string>.Empty).ReadStream();
        }
        catch (YamlException e)
        {
            throw new InvalidInputException($"The YAML is broken at {Place(e)}: {Sentence(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            // The scanner's way to say that a key follows inside of a list in brackets.
            throw new InvalidInputException(
                $"The YAML is broken after line {parser.Current?.End.Line ?? 1}: a bracket is not closed.", e);
        }
    }

    private JsonNode? ReadStream()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return null;
        parser.Consume<DocumentStart>();
        var root = ReadNode(null, "the document", 1);
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out var next)
            ? root
            : throw Wrong(next ?? parser.Current!, "a second document begins; a sweep's file holds one");
    }

    private JsonNode? ReadNode(string? key, string name, int level)
    {
        var current = parser.Current!;
        if (level > MostLevels)
            throw Wrong(current, $"more than {MostLevels} levels are nested");
        if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw Wrong(current, "anchors and aliases (& and *) are not supported; write the value out");
        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            throw Wrong(current, $"the tag {tag.Value} is not supported; write the plain value");
        return current switch
        {
            MappingStart => ReadMapping(level),
            SequenceStart => ReadSequence(name, level),
            _ => ReadScalar(parser.Consume<Scalar>(), name, key is not null && textKeys.Contains(key)),
        };
    }

    private JsonObject ReadMapping(int level)
    {
        parser.Consume<MappingStart>();
        var result = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar { Anchor.IsEmpty: true } key)
                throw Wrong(parser.Current!, "a key must be a plain name");
            parser.Consume<Scalar>();
            CheckText(key, key.Value, "a key");
            if (result.ContainsKey(key.Value))
                throw Wrong(key, $"the key '{InputText.Shown(key.Value)}' stands twice; name it once");
            result.Add(key.Value, ReadNode(key.Value, $"'{InputText.Shown(key.Value)}'", level + 1));
        }
        return result;
    }

    private JsonArray ReadSequence(string name, int level)
    {
        parser.Consume<SequenceStart>();
        var result = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
            result.Add(ReadNode(null, $"an entry of {name}", level + 1));
        return result;
    }

    private static JsonValue? ReadScalar(Scalar scalar, string name, bool isText)
    {
        CheckText(scalar, scalar.Value, name);
        if (scalar.Style != ScalarStyle.Plain
            || (isText && scalar.Value is not ("" or "~" or "null" or "Null" or "NULL")))
            return JsonValue.Create(scalar.Value);
        if (NotFinite().IsMatch(scalar.Value))
            throw Wrong(scalar, $"{name} is {InputText.Shown(scalar.Value)}; a number must be finite");
        if (Whole().IsMatch(scalar.Value) && long.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        if (Fraction().IsMatch(scalar.Value))
            return double.Parse(scalar.Value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
                ? JsonValue.Create(number)
                : throw Wrong(scalar, $"{name} is {InputText.Shown(scalar.Value)}, which is beyond the largest number");
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => JsonValue.Create(scalar.Value),
        };
    }

    private static void CheckText(ParsingEvent at, string text, string name)
    {
        if (InputText.Problem(text) is { } problem)
            throw Wrong(at, $"{name} holds {problem}; leave it out");
    }

    private static InvalidInputException Wrong(ParsingEvent at, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {at.Start.Line}: {what}."));

    /// <summary>Where what is broken begins and, on another line, where that came out.</summary>
    private static string Place(YamlException e) =>
        $"line {e.Start.Line}, column {e.Start.Column}"
        + (e.End.Line > e.Start.Line ? $" to line {e.End.Line}, column {e.End.Column}" : "");

    private static string Sentence(YamlException e)
    {
        var text = (e.InnerException ?? e).Message.Trim().TrimEnd('.');
        return $"{char.ToLowerInvariant(text[0])}{text[1..]}.";
    }

    [GeneratedRegex(@"^[-+]?[0-9]+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|NaN|nan)$")]
    private static partial Regex NotFinite();
}
