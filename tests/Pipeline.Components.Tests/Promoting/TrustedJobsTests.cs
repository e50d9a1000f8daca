using Pipeline.Components.Promoting;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Promoting;

public sealed class TrustedJobsTests
{
    private static readonly PromotionPolicy s_policy = PromotionPolicy.From("staging").To("production").Requiring(Evidence.Signature);
    private static readonly ImageSignature s_signed = new("registry/ops@sha256:aa", "release key 2026", "4 checks hold.");
    private static readonly ImageSignature s_unsigned = new("registry/ops@sha256:bb", null, "There is no attestation.");

    [Fact]
    public async Task No_Job_of_an_image_that_is_not_verified_is_run_where_the_policy_asks_for_signatures()
    {
        var database = new AskedDatabase();

        var error = await Assert.ThrowsAsync<PipelineException>(() => TrustedJobs.PlanAsync(database, s_policy, [s_unsigned], default));
        await Assert.ThrowsAsync<PipelineException>(() => TrustedJobs.PlanAsync(database, s_policy.AsRehearsal(), [s_unsigned with { IsRefused = true }], default));

        Assert.Equal(("PIPE9702", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains("Signatures hold before a Job runs: registry/ops@sha256:bb isn't verified", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, database.Asked);
    }

    [Fact]
    public async Task A_verified_one_is_run_and_an_unsigned_one_where_nobody_asks()
    {
        var database = new AskedDatabase();

        await TrustedJobs.PlanAsync(database, s_policy, [s_signed], default);
        await TrustedJobs.PlanAsync(database, s_policy.AsRehearsal(), [s_unsigned], default);
        await TrustedJobs.PlanAsync(database, PromotionPolicy.From("staging").To("production"), [s_unsigned], default);
        // On the machine that runs the build no Job is run.
        await TrustedJobs.PlanAsync(database, s_policy, [], default);

        Assert.Equal(4, database.Asked);
        Assert.Null(await TrustedJobs.PlanAsync(null, s_policy, [s_unsigned], default));
    }

    private sealed class AskedDatabase : IReleaseDatabase
    {
        public int Asked { get; private set; }

        public Task<MigrationPlan> PlanAsync(MigrationPhase phase, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<MigrationPlan>(null!);
        }

        public Task<string?> RunAsync(MigrationPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> TakeDownAsync(long version, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SchemaFit> FitAsync(string applicationVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SchemaVerdict> FitAfterAsync(MigrationPhase phase, string applicationVersion, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
