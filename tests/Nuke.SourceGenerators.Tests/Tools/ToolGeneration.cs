using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Nuke.SourceGenerators.Tools;

namespace GeneratorTests.Tools;

/// <summary>Runs the generator on one specification.</summary>
internal static class ToolGeneration
{
    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(x => MetadataReference.CreateFromFile(x)),
    ];

    public static GeneratorDriverRunResult Run(string spec, out Compilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new ToolGenerator().AsSourceGenerator()],
            [new SpecText("/repo/Tools/Sample/Sample.tool", spec)],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var empty = CSharpCompilation.Create("Sample", references: _references, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return driver.RunGeneratorsAndUpdateCompilation(empty, out compilation, out _).GetRunResult();
    }

    public static string Text(GeneratorDriverRunResult result)
        => string.Join("\n", result.Results.Single().GeneratedSources.Select(x => $"// ==== {x.HintName}\n{x.SourceText.ToString().Replace("\r\n", "\n", StringComparison.Ordinal)}"));

    private sealed class SpecText(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
