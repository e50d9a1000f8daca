using Pipeline.Errors;

namespace Pipeline.Releases.Policies;

/// <summary>What a policy says of one promotion.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Checks">Every condition, in the policy's order.</param>
public sealed record PolicyVerdict(string Policy, IReadOnlyList<PolicyCheck> Checks)
{
    /// <summary>Whether it is a hotfix's.</summary>
    public bool IsHotfix { get; init; }

    /// <summary>Whether a release may stay that no smoke test was made of.</summary>
    public bool AllowsNoSmokeTest { get; init; }

    /// <summary>No condition failed.</summary>
    public bool IsMet => Checks.All(x => x.State != CheckState.Failed);

    /// <summary>Ends the promotion where a condition failed.</summary>
    /// <exception cref="PipelineException">PIPE9702, exit code 2: all that failed, and what to do.</exception>
    public void Require()
    {
        if (!IsMet)
            throw new PipelineException(ReleaseErrors.PolicyNotMet, $"The policy {Policy} isn't met:{string.Concat(Checks.Where(x => x.State == CheckState.Failed).Select(x => $"{Environment.NewLine}  - {x.Name}: {x.Detail} {x.Next}".TrimEnd()))}") { ExitCode = 2 };
    }
}
