using System.IO.Enumeration;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>What is declared to come from outside of the manifests.</summary>
internal sealed class ExternalObjects(IReadOnlyList<string> declared)
{
    public const string Annotation = "pipeline/external";

    private static readonly char[] Separators = [',', ' ', '\n'];

    public bool Contains(ManifestObject referrer, string kind, string name) =>
        declared.Concat(DeclaredBy(referrer)).Any(x => x == kind || x.StartsWith(kind + "/", StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(x.AsSpan(kind.Length + 1), name, ignoreCase: false));

    private static string[] DeclaredBy(ManifestObject item) =>
        item.Body.At("metadata", "annotations").Text(Annotation)?.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
