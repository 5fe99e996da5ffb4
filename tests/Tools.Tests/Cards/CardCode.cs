using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgGanLab.Tools.Tests.Onnx;

namespace PgGanLab.Tools.Tests.Cards;

/// <summary>Runs the code of a model card as a user would, in the folder that the card lies in.</summary>
/// <param name="card">The card's Markdown file.</param>
internal sealed class CardCode(string card)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>What <c>dotnet new console</c> imports by itself.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading.Tasks;

        """;

    private string Folder { get; } = Path.GetDirectoryName(card)!;

    /// <summary>The code in a language; fails where the card has none.</summary>
    public string In(string language)
    {
        var code = Regex.Match(File.ReadAllText(card), $"```{language}\n(.*?)```", RegexOptions.Singleline);
        Assert.True(code.Success, $"The card has no {language}.");
        return code.Groups[1].Value;
    }

    /// <summary>Compiles and runs the card's C#, its files in the card's folder.</summary>
    /// <param name="files">Names of files that it reads and writes.</param>
    public void RunCSharp(params string[] files)
    {
        var code = files.Aggregate(In("csharp"), (text, file) =>
            text.Replace($"\"{file}\"", $"@\"{Path.Combine(Folder, file)}\"", StringComparison.Ordinal));
        string[] assemblies = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(':'), typeof(CardCode).Assembly.Location];
        var compilation = CSharpCompilation.Create(
            "card", [CSharpSyntaxTree.ParseText(ImplicitUsings + code)],
            assemblies.Distinct().Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var program = new MemoryStream();
        Assert.Empty(compilation.Emit(program, cancellationToken: TestContext.Current.CancellationToken).Diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error));
        Assembly.Load(program.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
    }

    /// <summary>Runs the card's Python; what it draws with, Pillow, writes the pixels as they are.</summary>
    /// <param name="module">What it computes with; the test is skipped where that is missing.</param>
    /// <returns>What it fed a session of ONNX Runtime; null where it has none.</returns>
    public async Task<IReadOnlyDictionary<string, ModelInput>?> RunPython(string module)
    {
        if (!File.Exists(Python))
            Assert.Skip("There is no Python.");
        await File.WriteAllTextAsync(Path.Combine(Folder, "card.py"), In("python"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "PIL.py"), """
            class Image:
                def fromarray(pixels):
                    image = Image()
                    image.save = lambda path: pixels.tofile(path)
                    return image
            """);
        if (!await PythonHas(module))
            Assert.Skip($"python3-{module} is not installed.");
        var (fed, error) = await Start("card.py");
        Assert.Null(error);
        return fed;
    }

    /// <summary>Whether Python has a module of its own.</summary>
    public async Task<bool> PythonHas(string module) =>
        File.Exists(Python) && (await Start("-c", "import " + module)).Error is null;

    /// <summary>Runs the card's page in a browser's stead.</summary>
    /// <param name="canvas">Gets the RGBA bytes that it shows.</param>
    /// <returns>What it fed its session.</returns>
    public async Task<IReadOnlyDictionary<string, ModelInput>> RunPage(string canvas)
    {
        var page = Path.Combine(Folder, "page.html");
        await File.WriteAllTextAsync(page, In("html"));
        var start = new ProcessStartInfo(
            "node", [Path.Combine(AppContext.BaseDirectory, "Onnx", "page.mjs"), page, canvas]);
        var (fed, error) = await OnnxModel.Serve(start, Path.Combine(Folder, "generator.onnx"));
        Assert.Null(error);
        return fed!;
    }

    /// <summary>Runs Python in the card's folder.</summary>
    private Task<(IReadOnlyDictionary<string, ModelInput>? Fed, string? Error)> Start(params string[] arguments) =>
        OnnxModel.Serve(new ProcessStartInfo(Python, arguments) { WorkingDirectory = Folder },
            Path.Combine(Folder, "generator.onnx"));
}
