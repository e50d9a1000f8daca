using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Pipeline.Cli.Tests.Assemblies;

/// <summary>A migrations project, compiled into a folder of its own as `dotnet publish` would: with its sources embedded.</summary>
internal sealed class CompiledMigrations : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-cli-").FullName;

    public CompiledMigrations(params (string File, string Source)[] sources)
    {
        Path = Compile("Sample.Migrations", sources);
    }

    public string Path { get; }

    /// <summary>Compiles another assembly into the same folder.</summary>
    public string Compile(string name, (string File, string Source)[] sources, params string[] references)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            name,
            sources.Select(x => CSharpSyntaxTree.ParseText(SourceText.From(x.Source, System.Text.Encoding.UTF8), path: System.IO.Path.Combine("/src/migrations", x.File))),
            platform.Concat(references).Select(x => MetadataReference.CreateFromFile(x)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var resources = sources.Select(x => new ResourceDescription($"migrations/{x.File}", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(x.Source)), isPublic: true));
        var path = System.IO.Path.Combine(_directory, $"{name}.dll");
        using var stream = File.Create(path);
        var result = compilation.Emit(stream, manifestResources: resources, options: new EmitOptions());
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Select(x => x.ToString())));
        return path;
    }

    public string FileOf(string name) => System.IO.Path.Combine(_directory, name);

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
