using Pipeline.Errors;
using Pipeline.Secrets.Rotation;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Tests.Rotation;

public sealed class SecretRotationTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Users_take_turns_and_the_old_one_is_removed_after_all_have_moved()
    {
        var first = await _fixture.BeginWithAsync();

        var outcome = await _fixture.Rotation(new FakePods(_fixture.Store, looksUntilMoved: 3)).RunAsync(default);

        var current = await _fixture.CurrentAsync();
        Assert.True(outcome.IsDone);
        Assert.Equal(outcome.Version, current.Version);
        Assert.NotEqual(first.Version, current.Version);
        Assert.Equal("app-b", RotationFixture.UserOf(current));
        Assert.True(_fixture.Database.Accepts(current.Value));
        Assert.Equal(["app-b"], _fixture.Database.Users.Keys);
        Assert.Contains("'app-a' was removed", outcome.Summary, StringComparison.Ordinal);
        Assert.Equal(
            [RotationStep.Create, RotationStep.Set, RotationStep.Test, RotationStep.Promote, RotationStep.Observe, RotationStep.Revoke],
            _fixture.Progress.Select(x => x.Step).Distinct());

        await _fixture.Rotation().RunAsync(default);
        Assert.Equal("app-a", RotationFixture.UserOf(await _fixture.CurrentAsync()));
        Assert.Equal(["app-a"], _fixture.Database.Users.Keys);
    }

    [Fact]
    public async Task A_pod_that_reports_the_fingerprint_of_the_new_value_has_moved()
    {
        await _fixture.BeginWithAsync();

        Assert.True((await _fixture.Rotation(new FakePods(_fixture.Store) { ReportFingerprints = true }).RunAsync(default)).IsDone);
    }

    [Fact]
    public async Task While_one_pod_has_not_moved_nothing_is_revoked_and_the_next_run_goes_on()
    {
        await _fixture.BeginWithAsync();
        var pods = new FakePods(_fixture.Store) { NeverMove = true };

        var waiting = await _fixture.Rotation(pods).RunAsync(default);

        var promoted = await _fixture.CurrentAsync();
        Assert.False(waiting.IsDone);
        Assert.Contains("pod-2 (says nothing)", waiting.Summary, StringComparison.Ordinal);
        Assert.Equal(["app-a", "app-b"], _fixture.Database.Users.Keys.Order());
        pods.NeverMove = false;
        var plan = await _fixture.Rotation(pods).PlanAsync(default);
        Assert.Equal([RotationStep.Observe, RotationStep.Revoke], plan.Steps.Select(x => x.Step));
        Assert.NotNull(plan.Began);
        Assert.True((await _fixture.Rotation(pods).RunAsync(default)).IsDone);
        Assert.Equal(promoted.Version, (await _fixture.CurrentAsync()).Version);
        Assert.Equal(["app-b"], _fixture.Database.Users.Keys);
    }

    [Fact]
    public async Task A_doubt_is_never_answered_with_a_revocation()
    {
        await _fixture.BeginWithAsync();

        var outcome = await _fixture.Rotation(new FakePods(_fixture.Store) { Doubt = "the cluster can't be reached" }).RunAsync(default);
        var untold = await _fixture.Rotation(new NobodyTells()).RunAsync(default);

        Assert.False(outcome.IsDone || untold.IsDone);
        Assert.Contains("the cluster can't be reached", outcome.Summary, StringComparison.Ordinal);
        Assert.Equal(2, _fixture.Database.Users.Count);
        Assert.True((await _fixture.Rotation(new ConfirmedByPerson()).RunAsync(default)).IsDone);
    }

    [Fact]
    public async Task A_value_that_does_not_work_is_never_made_current_and_tried_again()
    {
        var first = await _fixture.BeginWithAsync();
        _fixture.Database.LogInFailure = "the role is missing.";

        var failed = await Assert.ThrowsAsync<PipelineException>(() => _fixture.Rotation().RunAsync(default));

        Assert.Equal("PIPE5022", failed.Code.Id);
        Assert.Equal(first.Version, (await _fixture.CurrentAsync()).Version);
        Assert.True(_fixture.Database.Accepts(first.Value));
        _fixture.Database.LogInFailure = null;
        Assert.True((await _fixture.Rotation().RunAsync(default)).IsDone);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_gets_its_first_value()
    {
        var outcome = await _fixture.Rotation(credential: new RandomValue()).RunAsync(default);

        Assert.True(outcome.IsDone);
        Assert.Equal(43, (await _fixture.CurrentAsync()).Value.Reveal().Length);
        Assert.Contains("no value before", outcome.Summary, StringComparison.Ordinal);
        var second = await _fixture.Rotation(credential: new RandomValue(16)).RunAsync(default);
        Assert.Contains("nothing to revoke", second.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_says_what_would_be_done_and_changes_nothing()
    {
        var first = await _fixture.BeginWithAsync();

        var plan = await _fixture.Rotation().PlanAsync(default);

        Assert.Equal((first.Version, null, null), (plan.CurrentVersion, plan.Began, plan.Blocked));
        Assert.Equal(6, plan.Steps.Count);
        Assert.Contains("app-a and app-b", plan.Steps[0].Message, StringComparison.Ordinal);
        Assert.Equal(["agentkit/staging/database/app"], (await _fixture.Store.ListAsync("", default)).Select(x => x.Value));
        Assert.DoesNotContain("canary", plan.ToString() + string.Join(' ', plan.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_someone_else_writes_before_the_promotion_is_rotated_from_what_is_current()
    {
        await _fixture.BeginWithAsync();
        _fixture.Database.LogInFailure = "not yet.";
        await Assert.ThrowsAsync<PipelineException>(() => _fixture.Rotation().RunAsync(default));
        var theirs = new Pipeline.Secrets.Rotation.Databases.DatabaseCredential("app-b", new Secret("theirs"));
        _fixture.Database.Users["app-b"] = theirs.Password;
        await _fixture.Store.PutAsync(RotationFixture.Name, theirs.ToSecret(), null, default);
        _fixture.Database.LogInFailure = null;

        await _fixture.Rotation().RunAsync(default);

        Assert.Equal("app-a", RotationFixture.UserOf(await _fixture.CurrentAsync()));
    }

    [Fact]
    public async Task A_secret_that_someone_else_writes_after_the_promotion_is_left_to_a_person()
    {
        await _fixture.BeginWithAsync();
        await _fixture.Rotation(new NobodyTells()).RunAsync(default);
        await _fixture.Store.PutAsync(RotationFixture.Name, new Secret("canary-theirs"), null, default);

        var blocked = await Assert.ThrowsAsync<PipelineException>(() => _fixture.Rotation(new ConfirmedByPerson()).RunAsync(default));

        Assert.Equal("PIPE5020", blocked.Code.Id);
        Assert.Contains(RotationFixture.Record.Value, blocked.Message, StringComparison.Ordinal);
        Assert.Equal(2, _fixture.Database.Users.Count);
        Assert.NotNull((await _fixture.Rotation().PlanAsync(default)).Blocked);
    }

    [Fact]
    public async Task Of_two_rotations_at_once_one_stops()
    {
        await _fixture.BeginWithAsync();
        Task<RotationOutcome>? other = null;

        var first = _fixture.Rotation(passed: x =>
        {
            if (x == Pipeline.Secrets.Rotation.Crashing.RotationCrashPoint.ValueSet)
                (other = _fixture.Rotation().RunAsync(default)).Wait();
        });

        var stopped = await Assert.ThrowsAsync<PipelineException>(() => first.RunAsync(default));
        Assert.Equal("PIPE5021", stopped.Code.Id);
        Assert.True((await other!).IsDone);
        Assert.True(_fixture.Database.Accepts((await _fixture.CurrentAsync()).Value));
    }

    [Theory]
    [InlineData("a password alone")]
    [InlineData("{\"username\":1}")]
    public async Task A_secret_that_does_not_say_which_user_is_in_use_is_not_rotated_by_guess(string value)
    {
        await _fixture.Store.PutAsync(RotationFixture.Name, new Secret(value), null, default);

        var refused = await Assert.ThrowsAsync<PipelineException>(() => _fixture.Rotation().RunAsync(default));

        Assert.Equal("PIPE5025", refused.Code.Id);
        Assert.Empty(_fixture.Database.Users);
    }

    [Fact]
    public async Task A_user_of_others_is_not_removed()
    {
        await _fixture.BeginWithAsync("admin");

        var outcome = await _fixture.Rotation().RunAsync(default);

        Assert.Contains("'admin'", outcome.Summary, StringComparison.Ordinal);
        Assert.Equal(["admin", "app-a"], _fixture.Database.Users.Keys.Order());
    }

    [Fact]
    public async Task A_record_that_is_none_is_said_and_not_repeated()
    {
        await _fixture.BeginWithAsync();
        foreach (var text in new[] { "canary", "{}", """{"format":"pipeline-rotation/1","id":"x","next":"Promote"}""" })
        {
            await _fixture.Store.PutAsync(RotationFixture.Record, new Secret(text), null, default);

            var refused = await Assert.ThrowsAsync<SecretStoreException>(() => _fixture.Rotation().RunAsync(default));

            Assert.Equal("PIPE5023", refused.Code.Id);
            Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_value_is_in_what_a_rotation_says()
    {
        await _fixture.BeginWithAsync();

        var outcome = await _fixture.Rotation().RunAsync(default);

        var said = string.Join(' ', _fixture.Progress) + outcome;
        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
        Assert.DoesNotContain(_fixture.Database.Users["app-b"].Reveal(), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_is_done_the_record_holds_no_value()
    {
        await _fixture.BeginWithAsync();

        await _fixture.Rotation().RunAsync(default);

        var record = (await _fixture.Store.GetAsync(RotationFixture.Record, null, default))!.Value.Reveal();
        Assert.DoesNotContain("canary", record, StringComparison.Ordinal);
        Assert.DoesNotContain(_fixture.Database.Users["app-b"].Reveal(), record, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_can_only_be_read_is_refused_before_anything_is_done()
    {
        var store = Pipeline.Secrets.Opening.SecretStores.Open(Pipeline.Secrets.Opening.SecretStoreLocation.Parse("env:"), new());

        Assert.Throws<SecretReadOnlyException>(() => new SecretRotation(new RotationRequest { Store = store, Name = RotationFixture.Name, Credential = new RandomValue() }));
    }
}
