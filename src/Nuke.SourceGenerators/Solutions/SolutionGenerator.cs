using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>Gives <c>[Solution(GenerateProjects = true)] readonly Solution Solution;</c> a class with the solution's projects as members.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SolutionGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var members = context.SyntaxProvider
            .ForAttributeWithMetadataName("Nuke.Common.ProjectModel.SolutionAttribute", (_, _) => true, (x, _) => SolutionMember.From(x))
            .Where(x => x is not null)
            .Select((x, _) => x!.Value)
            .Collect();
        // The targets file of the package lists solutions and parameters as additional files, so that an edit of one compiles the build again.
        // They are read from disk where a project doesn't list them.
        var files = context.AdditionalTextsProvider
            .Where(x => x.Path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || x.Path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase) || x.Path.EndsWith("parameters.json", StringComparison.OrdinalIgnoreCase))
            .Collect();
        var projectDirectory = context.AnalyzerConfigOptionsProvider
            .Select((x, _) => x.GlobalOptions.TryGetValue("build_property.projectdir", out var directory) ? directory : null);
        context.RegisterSourceOutput(members.Combine(files).Combine(projectDirectory), (output, x) => Generate(output, x.Left.Left, x.Left.Right, x.Right));
    }

    private static void Generate(SourceProductionContext output, ImmutableArray<SolutionMember> members, ImmutableArray<AdditionalText> files, string? projectDirectory)
    {
        var locator = new SolutionLocator(path => Listed(files, path) ?? FromDisk(path), HoldsNuke);
        var generated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!generated.Add($"{member.Namespace}.{member.TypeName}"))
                continue;
            try
            {
                var (path, text) = locator.Locate(member, projectDirectory);
                output.AddSource($"{member.Namespace ?? "global"}.{member.TypeName}.g.cs", SourceText.From(SolutionClass.Write(member, Path.GetFileName(path), Read(path, text)), Encoding.UTF8));
            }
            catch (SolutionProblem problem)
            {
                output.ReportDiagnostic(Diagnostic.Create(problem.Descriptor, LocationOf(member), problem.Message));
            }
        }
    }

    private static SolutionTree Read(string path, string text)
    {
        try
        {
            return SolutionReader.Read(path, text);
        }
        catch (FormatException exception)
        {
            throw new SolutionProblem(SolutionDiagnostics.Unreadable, $"Solution '{path}' can't be read: {exception.Message}.");
        }
    }

    private static Location LocationOf(SolutionMember member)
    {
        var position = new LinePosition(member.Line, 0);
        return Location.Create(member.SourceFile, default, new LinePositionSpan(position, position));
    }

    private static string? Listed(ImmutableArray<AdditionalText> files, string path)
    {
        foreach (var file in files)
        {
            if (string.Equals(Path.GetFullPath(file.Path), path, StringComparison.Ordinal))
                return file.GetText()?.ToString();
        }

        return null;
    }

#pragma warning disable RS1035 // A solution is no input of the compiler unless a project lists it, and builds must not need to.
    private static string? FromDisk(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static bool HoldsNuke(string directory)
    {
        var nuke = Path.Combine(directory, ".nuke");
        return Directory.Exists(nuke) || File.Exists(nuke);
    }
#pragma warning restore RS1035
}
