using Pipeline.Errors;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>What a review found.</summary>
public sealed record ManifestReport
{
    /// <summary>All of it, waived findings and notes included.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many objects were reviewed.</summary>
    public required int ObjectCount { get; init; }

    /// <summary>What stops a delivery.</summary>
    public IEnumerable<Finding> Errors => Counting(FindingSeverity.Error);

    /// <summary>What is to be looked at.</summary>
    public IEnumerable<Finding> Warnings => Counting(FindingSeverity.Warning);

    /// <summary>What is said for completeness, as an object whose schema nobody knows.</summary>
    public IEnumerable<Finding> Notes => Counting(FindingSeverity.Note);

    /// <summary>What is set aside.</summary>
    public IEnumerable<Finding> Waived => Findings.Where(x => x.WaivedBecause is not null);

    /// <summary>Throws when there is an error.</summary>
    /// <exception cref="PipelineException">PIPE4007, with every error.</exception>
    public ManifestReport Require()
    {
        var errors = Errors.ToList();
        return errors.Count == 0
            ? this
            : throw new PipelineException(KubernetesErrors.InvalidManifests, $"The manifests are invalid:{string.Concat(errors.Select(x => $"{Environment.NewLine}  - {x}"))}");
    }

    private IEnumerable<Finding> Counting(FindingSeverity severity) => Findings.Where(x => x.Severity == severity && x.WaivedBecause is null);
}
