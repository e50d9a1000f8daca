using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.RollingBack;

/// <summary>How going back ended.</summary>
/// <param name="Deployment">What became of the cluster.</param>
/// <param name="SmokeTest">What the smoke test found; null where none was made.</param>
public sealed record RollbackOutcome(DeployOutcome Deployment, EvidenceRecord? SmokeTest)
{
    /// <summary>The earlier release is in its place, and nothing says that it doesn't work.</summary>
    public bool IsSuccess => Deployment.IsSuccess && SmokeTest is not { Result: EvidenceResult.Failed };

    /// <summary>What is wrong, as a sentence; null where nothing is.</summary>
    public string? Failure => !Deployment.IsSuccess ? Deployment.Failure?.Message ?? $"release {Deployment.Release.Number} didn't become ready"
        : !IsSuccess ? $"release {Deployment.Release.Number} is back and ready, but doesn't work: {SmokeTest!.Reason ?? "its smoke test failed"}"
        : null;

    /// <summary>Ends where the earlier release is back and doesn't work: there is nothing left that the pipeline could do by itself.</summary>
    /// <exception cref="PipelineException">PIPE9711.</exception>
    public void Require()
    {
        if (!IsSuccess)
            throw new PipelineException(ReleaseErrors.EarlierBroken, $"Going back isn't the end of it: {Failure?.TrimEnd('.')}. A person is needed: see the pods' logs and the way from outside, and go back further (Rollback --to) or forward.");
    }
}
