using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Containers.Signing.Verifying;

namespace Pipeline.Containers.Tests.Signing;

public sealed class RotationTests
{
    private static readonly VerificationPolicy s_policy = new() { Requirements = [new TestRequirement()] };

    private static readonly TrustSet s_rotated = Release.Trusted
        .Add(new TrustedKey { Name = "new", Key = Release.Stranger.PublicKey, ValidFrom = Release.BuiltOn })
        .Retire("ci", Release.BuiltOn.AddMinutes(30));

    private static ReleaseVerdict Verify(DateTimeOffset? signedOn, SigningKey key, DateTimeOffset? now = null)
    {
        var tests = Release.Tests with { Run = signedOn is { } time ? Release.Tests.Run! with { FinishedOn = time } : null };
        return Release.Verify(AttestationBundle.Of(Release.Attest(tests, key)), s_policy, s_rotated, now: now);
    }

    private static void FailsBy(VerificationStep step, ReleaseVerdict verdict) => Assert.Contains(verdict.Failures, x => x.Step == step);

    [Fact]
    public void An_old_key_still_counts_for_what_it_signed_before_it_was_retired()
    {
        Assert.True(Verify(Release.BuiltOn, Release.Key).IsVerified);
        Assert.True(Verify(Release.BuiltOn, Release.Key, Release.Now.AddYears(3)).IsVerified);
        FailsBy(VerificationStep.KeyValidity, Verify(Release.BuiltOn.AddMinutes(30), Release.Key));
    }

    [Fact]
    public void A_new_key_counts_from_when_it_is_valid()
    {
        Assert.True(Verify(Release.BuiltOn, Release.Stranger).IsVerified);
        FailsBy(VerificationStep.KeyValidity, Verify(Release.BuiltOn.AddSeconds(-1), Release.Stranger));
    }

    [Fact]
    public void Without_a_time_it_counts_as_signed_now()
    {
        Assert.True(Verify(null, Release.Stranger).IsVerified);
        FailsBy(VerificationStep.KeyValidity, Verify(null, Release.Key));
        Assert.True(Verify(null, Release.Key, Release.BuiltOn).IsVerified);
    }

    [Fact]
    public void What_is_from_the_future_doesnt_count_but_a_clock_may_be_a_little_off()
    {
        Assert.True(Verify(Release.Now.AddMinutes(5), Release.Stranger).IsVerified);
        FailsBy(VerificationStep.Time, Verify(Release.Now.AddMinutes(6), Release.Stranger));
    }

    [Fact]
    public void A_revoked_key_counts_for_nothing_whenever_it_signed() =>
        FailsBy(VerificationStep.KeyValidity, Release.Verify(AttestationBundle.Of(Release.Attest(Release.Tests)), s_policy, Release.Trusted.Revoke("ci", "stolen")));
}
