using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>
/// Finds the lines of findings, by reading the files again: a rendering keeps no positions. What a patch brought is shown at the nearest field of the
/// object's own file.
/// </summary>
internal static class SourceLocator
{
    public static async Task<IReadOnlyList<Finding>> LocateAsync(IReadOnlyList<Finding> findings, IReadOnlyList<ManifestObject> objects, CancellationToken cancellationToken)
    {
        if (findings.Count == 0)
            return findings;
        var items = objects.ToLookup(x => (x.ToString(), x.Source));
        var files = new Dictionary<string, SourceFile?>(StringComparer.Ordinal);
        var located = new List<Finding>(findings.Count);
        foreach (var finding in findings)
        {
            var path = SourceFile.PathOf(finding.Source);
            if (!files.TryGetValue(path, out var file))
                files[path] = file = await SourceFile.ReadAsync(path, cancellationToken);
            located.Add(finding.Location is null && file is not null && items[(finding.Subject, finding.Source)].FirstOrDefault() is { } item
                ? finding with { Location = file.Locate(item, finding.Path) }
                : finding);
        }

        return located;
    }
}
