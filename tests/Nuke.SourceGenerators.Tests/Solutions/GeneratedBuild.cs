using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Nuke.SourceGenerators.Solutions;

namespace GeneratorTests.Solutions;

/// <summary>A build file compiled with the generator in a repository of the test's own.</summary>
internal sealed class GeneratedBuild : IDisposable
{
    // Stands in for the attribute, whose base class is not this test's concern.
    private const string Attribute = """
        namespace Nuke.Common.ProjectModel
        {
            [System.AttributeUsage(System.AttributeTargets.Field | System.AttributeTargets.Property)]
            internal sealed class SolutionAttribute : System.Attribute
            {
                public SolutionAttribute() { }
                public SolutionAttribute(string relativePath) { }
                public bool GenerateProjects { get; set; }
            }
        }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(x => MetadataReference.CreateFromFile(x))]);

    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-solution-").FullName;

    public IReadOnlyList<Diagnostic> Diagnostics { get; private set; } = [];

    public Compilation Compilation { get; private set; } = null!;

    public string Write(string relativePath, string content)
    {
        var file = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public void Compile(string build, params string[] additionalFiles)
    {
        var source = Write("build/Build.cs", build);
        var compilation = CSharpCompilation.Create(
            "TheBuild" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(SourceText.From(Attribute)), CSharpSyntaxTree.ParseText(build, path: source)],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error, specificDiagnosticOptions: Ignored));
        var driver = CSharpGeneratorDriver.Create([new SolutionGenerator().AsSourceGenerator()], additionalFiles.Select(x => new FileText(x)));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var diagnostics);
        Compilation = updated;
        Diagnostics = [.. diagnostics, .. updated.GetDiagnostics().Where(x => x.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>The generated type on the real solution file.</summary>
    public Solution Load(string typeName, string solutionFile)
    {
        using var stream = new MemoryStream();
        var result = Compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(stream);
        return (Solution)Activator.CreateInstance(assembly.GetType(typeName, throwOnError: true)!, AbsolutePath.Create(Path.Combine(Root, solutionFile)))!;
    }

    public static object? Get(object target, params string[] path)
        => path.Aggregate(target, (at, name) => at.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!.GetValue(at)!);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static ImmutableDictionary<string, ReportDiagnostic> Ignored { get; } = new Dictionary<string, ReportDiagnostic>
    {
        ["CS0169"] = ReportDiagnostic.Suppress, // a field of a build is assigned by injection
        ["CS0649"] = ReportDiagnostic.Suppress,
        ["CS0436"] = ReportDiagnostic.Suppress, // the attribute above, once the real one is there
        ["CS1701"] = ReportDiagnostic.Suppress,
    }.ToImmutableDictionary();

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
    }
}
