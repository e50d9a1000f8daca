using System.Globalization;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Drift;

/// <summary>Holds the settings against manifests, secret store, documents and sources. Pure: whoever asks reads the files.</summary>
public static class DriftGate
{
    /// <summary>Compares everything, and tells all differences at once.</summary>
    public static DriftReport Compare(DriftRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<DriftFinding> findings = [];
        List<string> compared = [$"settings: {Count(request.Description.Settings.Count)} of {request.Description.Service}"];
        List<string> notEvaluated = [];

        foreach (var overlay in request.Overlays)
        {
            var read = PodVariables.Read(overlay, request.Image);
            var check = new ManifestCheck(request, overlay.Place, read);
            findings.AddRange([.. read.Findings, .. check.Find()]);
            notEvaluated.AddRange(read.NotEvaluated);
            compared.Add($"manifests of {overlay.Place}: {Count(read.Variables.Count)} variables ({check.Environment})");
        }

        if (request.Secrets is { } secrets)
        {
            findings.AddRange(SecretCheck.Find(request, secrets));
            compared.Add($"secret store {secrets.Store}: {Count(secrets.Names.Count)} names");
        }
        else
        {
            notEvaluated.Add($"secret store: {request.SecretsNotAsked}");
        }

        var files = FileCheck.Find(request).ToList();
        findings.AddRange(files);
        compared.Add($"generated files: {Count(Generating.EnvironmentGenerator.Generate(request.Description, request.Generation).Count)}");
        findings.AddRange(SourceCheck.Find(request));
        compared.Add($"sources: {Count(request.Sources.Count)} files");
        return new DriftReport { Service = request.Description.Service, Compared = compared, NotEvaluated = notEvaluated, Findings = findings };
    }

    /// <summary>The secrets that the service's containers in an overlay refer to, each once, in ordinal order.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="image">The image that the service runs from, without tag and digest.</param>
    public static IReadOnlyList<SecretName> ReferencedSecrets(OverlayManifests overlay, string image)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        return [.. SecretCheck.References(overlay, image).Select(x => x.Name).Distinct().OrderBy(x => x.Value, StringComparer.Ordinal)];
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
