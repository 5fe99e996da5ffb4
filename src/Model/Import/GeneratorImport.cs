using System.Collections.Immutable;
using PgGanLab.Growth;
using PgGanLab.Model.Export;

namespace PgGanLab.Model.Import;

/// <summary>Reads generators that other programs trained; docs/tools.md says which.</summary>
public static class GeneratorImport
{
    private const int LongestMessage = 400;

    /// <summary>Reads a file as data: no code in it is run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tanh">Whether images end with tanh, in files that don't say it.</param>
    /// <exception cref="InvalidInputException">Not such a file, a generator that has no like here, or one that says
    /// itself how its images end.</exception>
    public static ImportedGenerator Read(string path, bool tanh = false)
    {
        try
        {
            var found = Find(path);
            if (tanh)
                found = found.UnknownEnd is not null
                    ? found.EndingWithTanh()
                    : throw new InvalidDataException(
                        "it says itself how its images end; --tanh is for those that don't");
            return new ImportedGenerator(
                LoadedGenerator.Imported(path, found.Shape, found.Parameters, found.Alpha,
                    $"{found.Program}, {Path.GetFileName(path)}"),
                found.UnknownEnd is { } end ? [end, .. found.Remarks] : found.Remarks);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"There is no file '{path}'.", e);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"'{path}' can't be imported: {OneLine(e.Message)}.", e);
        }
    }

    /// <summary>Messages name what the file says, which may be anything.</summary>
    private static string OneLine(string message)
    {
        var line = string.Concat(Readable.Clause(message).Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + " …";
    }

    private static ForeignGenerator Find(string path)
    {
        var file = TorchFile.Read(path);
        return file.Content switch
        {
            Dictionary<object, object?> content when ZooGenerator.Matches(content) => ZooGenerator.Read(file, content),
            Dictionary<object, object?> content when ProGanPytorchGenerator.Matches(content) =>
                ProGanPytorchGenerator.Read(file, content, Path.GetFileName(path)),
            Dictionary<object, object?> content when PgganPytorchGenerator.Matches(content) =>
                PgganPytorchGenerator.Read(file, content),
            var content when TensorFlowGenerator.Matches(content) => TensorFlowGenerator.Read(content),
            _ => throw new InvalidDataException("it holds no generator of a program that is known here"),
        };
    }
}

/// <summary>What was read.</summary>
/// <param name="Generator">Draws as the other program's does.</param>
/// <param name="Remarks">What the file doesn't say and was assumed, a sentence each.</param>
public sealed record ImportedGenerator(LoadedGenerator Generator, ImmutableArray<string> Remarks);
