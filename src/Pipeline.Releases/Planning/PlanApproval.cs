using Pipeline.Errors;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.RollingBack;

namespace Pipeline.Releases.Planning;

/// <summary>Whether what would be done now is what was approved.</summary>
public static class PlanApproval
{
    /// <summary>Ends where it isn't.</summary>
    /// <param name="fresh">The plan as it is made now.</param>
    /// <param name="approvedHash">The hash that was approved; its first 12 characters or more are enough.</param>
    /// <param name="approved">The approved plan itself, where it is at hand: then the message says what moved.</param>
    /// <exception cref="PipelineException">PIPE9703, exit code 2.</exception>
    public static void Require(ReleasePlan fresh, string approvedHash, ReleasePlan? approved = null)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        if (!IsOf(fresh.Hash, approvedHash))
            throw Refused(fresh.Hash, fresh.Environment, approvedHash, Moved(fresh, approved), "PlanRelease");
    }

    /// <summary>Ends where what going back would do now isn't what was approved.</summary>
    /// <exception cref="PipelineException">PIPE9703, exit code 2.</exception>
    public static void Require(RollbackPlan fresh, string approvedHash)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        if (!IsOf(fresh.Hash, approvedHash))
            throw Refused(fresh.Hash, fresh.Environment, approvedHash, "", "PlanRollback");
    }

    /// <summary>Whether a hash was meant; its first 12 characters or more are enough.</summary>
    public static bool IsOf(string hash, string approvedHash) => ApprovedHash.IsOf(hash, approvedHash);

    /// <summary>The parts in which two plans differ; empty for plans of one hash.</summary>
    public static IReadOnlyList<string> Differences(ReleasePlan approved, ReleasePlan fresh)
    {
        ArgumentNullException.ThrowIfNull(approved);
        ArgumentNullException.ThrowIfNull(fresh);
        var before = ReleasePlanHash.Parts(approved);
        return [.. ReleasePlanHash.Parts(fresh).Where(x => before[x.Key] != x.Value).Select(x => x.Key)];
    }

    private static PipelineException Refused(string hash, string environment, string approvedHash, string moved, string target)
    {
        var how = ApprovedHash.Bare(approvedHash).Length < ApprovedHash.LeastCharacters ? $" The hash must have at least {ApprovedHash.LeastCharacters} characters." : moved;
        return new PipelineException(ReleaseErrors.PlanMoved, $"The plan {Short(approvedHash)} was approved; what would be done to {environment} now is {Short(hash)}.{how} Make the plan again with ./build.sh {target}, and have that approved.") { ExitCode = 2 };
    }

    private static string Moved(ReleasePlan fresh, ReleasePlan? approved) => approved is null
        ? ""
        : $"{Environment.NewLine}Since then moved: {string.Join(", ", Differences(approved, fresh))}.{Environment.NewLine}";

    private static string Short(string hash) => ApprovedHash.Bare(hash) is { Length: > 12 } bare ? bare[..12] : ApprovedHash.Bare(hash);
}
