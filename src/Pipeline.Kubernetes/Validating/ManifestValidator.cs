using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>Checks rendered objects before a cluster sees them.</summary>
public static class ManifestValidator
{
    /// <summary>All findings, in the objects' order; none means that nothing was found by these rules.</summary>
    public static IReadOnlyList<Finding> Validate(ValidationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        var images = new ImageRule(request.RequireDigests ? FindingSeverity.Error : FindingSeverity.Warning);
        return [.. request.Manifests.Objects.SelectMany(x => SchemaRule.Check(x).Concat(NameRule.Check(x)).Concat(LabelRule.Check(x)).Concat(images.Check(x)))];
    }

    /// <summary>Throws when there is an error among the findings; gives back the warnings.</summary>
    /// <exception cref="PipelineException">PIPE4007, with every error.</exception>
    public static IReadOnlyList<Finding> Require(ValidationRequest request)
    {
        var findings = Validate(request);
        var errors = findings.Where(x => x.Severity == FindingSeverity.Error).ToList();
        return errors.Count == 0
            ? findings
            : throw new PipelineException(KubernetesErrors.InvalidManifests, $"The manifests are invalid:{string.Concat(errors.Select(x => $"{Environment.NewLine}  - {x}"))}");
    }

    internal static Finding Error(string rule, ManifestObject item, string message) => new(rule, FindingSeverity.Error, item.ToString(), item.Source, message);
}
