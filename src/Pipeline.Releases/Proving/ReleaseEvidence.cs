using Pipeline.Errors;
using Pipeline.Kubernetes;

namespace Pipeline.Releases.Proving;

/// <summary>The evidence in a release's record.</summary>
public static class ReleaseEvidence
{
    /// <summary>Adds to it what was found out since.</summary>
    /// <exception cref="PipelineException">PIPE9705: there is no such release.</exception>
    public static async Task AddAsync(Deployer deployer, string application, string @namespace, int number, IReadOnlyList<EvidenceRecord> evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployer);
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Count == 0)
            return;
        var release = (await deployer.HistoryAsync(application, @namespace, cancellationToken)).FirstOrDefault(x => x.Number == number)
            ?? throw new PipelineException(ReleaseErrors.NoSuchRelease, $"{application} has no release {number} in {@namespace} that evidence could be added to.") { ExitCode = 2 };
        var bundle = EvidenceJson.FromJson(release.Evidence, $"the record of release {number}").With(evidence);
        await deployer.AttachAsync(application, @namespace, number, EvidenceJson.ToJson(bundle), cancellationToken);
    }
}
