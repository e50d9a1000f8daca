using Microsoft.CodeAnalysis;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>The same ids as at run time, so that docs/TROUBLESHOOTING.md explains both (Nuke.Common's SolutionErrors).</summary>
internal static class SolutionDiagnostics
{
#pragma warning disable RS2008 // The ids are tracked with the product's other error ids, not in analyzer release files.
    public static readonly DiagnosticDescriptor NotFound = Error("PIPE1200", "Solution not found");
    public static readonly DiagnosticDescriptor Unreadable = Error("PIPE1201", "Solution can't be read");
    public static readonly DiagnosticDescriptor NoPath = Error("PIPE1202", "No solution named");

    private static DiagnosticDescriptor Error(string id, string title)
        => new(id, title, "{0}", "Pipeline.Solutions", DiagnosticSeverity.Error, isEnabledByDefault: true);
#pragma warning restore RS2008
}
