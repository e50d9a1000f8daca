using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Policies;

namespace Pipeline.Components.Promoting;

/// <summary>What may be asked of a database whose questions are answered by Jobs: a Job runs with the database's password, so its image is verified before the first.</summary>
internal static class TrustedJobs
{
    /// <summary>The migrations that would run; null without a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="images">The images that Jobs would run, as they were verified; none where migrations run on this machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE9702, exit code 2: the policy asks for signatures, and an image isn't verified. No Job was run.</exception>
    public static async Task<MigrationPlan?> PlanAsync(IReleaseDatabase? database, PromotionPolicy policy, IReadOnlyList<ImageSignature> images, CancellationToken cancellationToken)
    {
        if (database is null)
            return null;
        if (images.Count > 0 && PolicyEvaluation.Signatures(policy, images) is { } signatures)
            new PolicyVerdict(policy.Name, [signatures with { Name = $"{signatures.Name} before a Job runs" }]).Require();
        return await database.PlanAsync(MigrationPhase.Expand, cancellationToken);
    }
}
