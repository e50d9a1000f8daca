using Microsoft.CodeAnalysis;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>Why no typed solution can be generated; becomes a diagnostic at the member.</summary>
internal sealed class SolutionProblem(DiagnosticDescriptor descriptor, string message) : Exception(message)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;
}
