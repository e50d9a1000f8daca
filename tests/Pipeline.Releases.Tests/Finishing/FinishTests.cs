using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Finishing;

namespace Pipeline.Releases.Tests.Finishing;

public class FinishTests
{
    private static readonly TimeSpan ReturnTime = TimeSpan.FromHours(72);

    [Fact]
    public void It_waits_for_releases_that_one_may_still_go_back_to()
    {
        Release[] history = [Samples.Release(43), Superseded(42, hoursAgo: 10), Superseded(41, hoursAgo: 100)];

        var error = Assert.Throws<PipelineException>(() => FinishCheck.Require(history, ReturnTime, x => (x.Number == 43, "it reads contact_email."), Samples.Now));

        Assert.Equal(("PIPE9709", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains("release 42 can be gone back to until 2026-11-26 02:00:00Z: it reads contact_email.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("release 41", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_release_that_runs_must_do_without_too_however_old_it_is() =>
        Assert.Contains("release 43 is deployed", Assert.Throws<PipelineException>(() => FinishCheck.Require([Samples.Release(43)], TimeSpan.Zero, _ => (false, "it reads contact_email."), Samples.Now)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_may_run_when_none_stands_against_it()
    {
        FinishCheck.Require([Samples.Release(43), Superseded(42, hoursAgo: 73), Samples.Release(41, ReleaseState.Failed) with { DeployedAt = null }, Samples.Release(40, ReleaseState.RolledBack)], ReturnTime, x => (x.Number == 43, "no"), Samples.Now);
        FinishCheck.Require([], ReturnTime, _ => (false, "no"), Samples.Now);
    }

    private static Release Superseded(int number, double hoursAgo) => Samples.Release(number, ReleaseState.Superseded) with { ChangedAt = Samples.Now.AddHours(-hoursAgo) };
}
