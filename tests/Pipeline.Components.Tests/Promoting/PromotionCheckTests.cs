using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Promoting;
using Pipeline.Errors;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.SmokeTesting;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Promoting;

public sealed class PromotionCheckTests
{
    [Fact]
    public void An_environment_that_promotions_feed_is_not_deployed_to_past_them()
    {
        var refused = Assert.Throws<PipelineException>(() => PromotionCheck.MayBeDeployed(new SampleBuild { Environment = "Production" }));
        var unreasoned = Assert.Throws<PipelineException>(() => PromotionCheck.MayBeDeployed(new SampleBuild { Environment = "production", BypassPromotion = true, Reason = " " }));

        Assert.Equal(("PIPE2049", 2), (refused.Code.Id, refused.ExitCode));
        foreach (var part in new[] { "PlanRelease --environment Production --release N", "--bypass-promotion --reason" })
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Equal(("PIPE2049", 2), (unreasoned.Code.Id, unreasoned.ExitCode));
    }

    [Theory]
    [InlineData("staging")]
    [InlineData(EnvironmentNameAttribute.Rehearsal)]
    public void Any_other_is_and_nothing_is_recorded_as_bypassed(string environment)
    {
        var build = new SampleBuild { Environment = environment, BypassPromotion = true };

        Assert.True(PromotionCheck.MayBeDeployed(build));
        Assert.Null(PromotionCheck.Bypass(build));
    }

    [Fact]
    public void Past_a_promotion_with_a_reason_that_stays_in_the_releases_record()
    {
        var build = new SampleBuild { Environment = "production", BypassPromotion = true, Reason = "staging is down" };

        Assert.True(PromotionCheck.MayBeDeployed(build));
        var record = PromotionCheck.Bypass(build)!;
        Assert.Equal((PromotionRecord.Kind.Name, "production"), (record.Kind, record.Environment));
        Assert.EndsWith(": staging is down", record.Reason, StringComparison.Ordinal);
        Assert.Null(PromotionCheck.Bypass(new SampleBuild { Environment = "production" }));
    }

    [Fact]
    public void Its_schema_is_not_changed_past_them_either_unless_for_a_reason_that_its_history_names()
    {
        var refused = Assert.Throws<PipelineException>(() => PromotionCheck.MayBeMigrated(new SampleBuild { Environment = "production" }));
        var bypassing = new SampleBuild { Environment = "production", BypassPromotion = true, Reason = "an index is missing" };

        Assert.Equal(("PIPE2049", 2), (refused.Code.Id, refused.ExitCode));
        Assert.Contains("FinishRelease", refused.Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => PromotionCheck.MayBeMigrated(new SampleBuild { Environment = "production", BypassPromotion = true }));
        Assert.True(PromotionCheck.MayBeMigrated(bypassing));
        Assert.True(PromotionCheck.MayBeMigrated(new SampleBuild { Environment = "staging" }));
        Assert.EndsWith(" (past the promotion: an index is missing)", PromotionCheck.ByWhom(bypassing), StringComparison.Ordinal);
        Assert.DoesNotContain("past", PromotionCheck.ByWhom(new SampleBuild { Environment = "staging", BypassPromotion = true, Reason = "why" }), StringComparison.Ordinal);
    }

    private sealed class SampleBuild : NukeBuild, IPromote
    {
        public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

        public bool BypassPromotion { get; init; }

        public string? Reason { get; init; }

        public PromotionPolicy Policy => PromotionPolicy.From("staging").To("production");

        public IReadOnlyList<SmokeCheck> SmokeChecks => [new("/livez")];

        public AbsolutePath ServiceProject => RootDirectory / "service.csproj";
    }
}
