using Pipeline.Errors;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Promoting.Crashing;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Promoting;

public class PromotionTests
{
    public static TheoryData<string, string> Kills
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var point in Enum.GetNames<PromotionCrashPoint>())
            {
                foreach (var course in new[] { "well", "migration", "broken", "smoke", "health", "smoke, taken down" })
                    data.Add(point, course);
            }

            return data;
        }
    }

    [Fact]
    public async Task A_release_is_migrated_deployed_tested_watched_and_recorded_in_this_order()
    {
        var environment = new FakeEnvironment();

        var outcome = await environment.RunAsync();

        Assert.True(outcome is { IsSuccess: true, IsResumed: false, WasEnded: false });
        Assert.Equal(["migrate", "deploy", "record", "smoke", "watch", "record"], environment.Calls);
        Assert.Equal((FakeEnvironment.New, FakeEnvironment.NewSchema), (environment.Deployed, environment.Schema));
        Assert.Equal(["promotion", "smoke-test", "health"], environment.Recorded.Select(x => x.Kind));
        Assert.False(environment.IsLocked);
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Killed_anywhere_and_run_again_it_ends_promoted_or_rolled_back_and_never_between(string killedAt, string course)
    {
        var environment = Course(course);
        var unharmed = Course(course);
        await unharmed.RunAsync();

        var wasKilled = false;
        try
        {
            await environment.RunAsync(Enum.Parse<PromotionCrashPoint>(killedAt));
        }
        catch (KilledException)
        {
            wasKilled = true;
        }

        var outcome = await environment.RunAsync();

        Assert.Equal(unharmed.Note!.Stage, outcome.State.Stage);
        Assert.Equal((unharmed.Deployed, unharmed.Schema), (environment.Deployed, environment.Schema));
        Assert.False(environment.IsLocked);
        Assert.Equal(course == "well", outcome.IsSuccess);
        if (outcome.IsSuccess)
            Assert.Contains(environment.Recorded, x => x.Kind == Evidence.SmokeTest.Name);
        Assert.True(wasKilled || outcome.WasEnded);
    }

    [Fact]
    public async Task Run_again_after_its_end_it_does_nothing_and_says_how_it_ended()
    {
        var environment = new FakeEnvironment();
        await environment.RunAsync();
        environment.Calls.Clear();

        var again = await environment.RunAsync(with: x => x with { Plan = _ => throw new InvalidOperationException("not to be asked") });

        Assert.True(again is { IsSuccess: true, WasEnded: true });
        Assert.Empty(environment.Calls);
    }

    [Theory]
    [InlineData("sha256:12345")]
    [InlineData("sha256:sha256:")]
    [InlineData("sha256:")]
    [InlineData("12345678901")]
    public async Task A_part_of_a_hash_is_no_approval_of_an_ended_promotion(string part)
    {
        var environment = new FakeEnvironment();
        await environment.RunAsync();
        environment.Note = environment.Note! with { PlanHash = "sha256:aaaa12345678901aaaa" };
        environment.Calls.Clear();

        var refused = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { PlanHash = part }));

        Assert.Equal("PIPE9703", refused.Code.Id);
        Assert.Empty(environment.Calls);
    }

    [Fact]
    public async Task A_part_of_a_hash_does_not_take_over_an_interrupted_promotion()
    {
        var environment = new FakeEnvironment();
        await Assert.ThrowsAsync<KilledException>(() => environment.RunAsync(PromotionCrashPoint.SchemaMigrated));
        var middle = Samples.Plan.Hash["sha256:".Length..][5..25];

        Assert.Equal("PIPE9706", (await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { PlanHash = $"sha256:{middle}" }))).Code.Id);
        Assert.True((await environment.RunAsync(with: x => x with { PlanHash = Samples.Plan.Hash["sha256:".Length..][..12] })).IsSuccess);
    }

    [Fact]
    public async Task What_was_taken_back_since_is_not_told_as_promoted_and_a_new_plan_promotes_it_again()
    {
        var environment = new FakeEnvironment();
        await environment.RunAsync();
        environment.Deployed = FakeEnvironment.Old;
        environment.Calls.Clear();

        // The same world but for the note of the earlier attempt.
        var plan = Samples.Plan with { Earlier = EarlierAttempt.Of(environment.Note, FakeEnvironment.New) };
        PromotionRequest Now(PromotionRequest request) => request with { Plan = _ => Task.FromResult(plan) };
        var refused = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: Now));
        var again = await environment.RunAsync(with: x => Now(x) with { PlanHash = plan.Hash });

        Assert.Equal("PIPE9703", refused.Code.Id);
        Assert.True(again is { IsSuccess: true, WasEnded: false });
        Assert.Equal(FakeEnvironment.New, environment.Deployed);
    }

    [Fact]
    public async Task After_one_that_was_taken_back_by_itself_a_new_plan_tries_again_and_the_old_one_does_not()
    {
        var broken = new FakeEnvironment { SmokeFails = true };
        await broken.RunAsync();
        var mended = new FakeEnvironment { Note = broken.Note, Schema = broken.Schema };

        var old = await mended.RunAsync();
        var plan = Samples.Plan with { Earlier = EarlierAttempt.Of(mended.Note, FakeEnvironment.New) };
        var again = await mended.RunAsync(with: x => x with { Plan = _ => Task.FromResult(plan), PlanHash = plan.Hash });

        Assert.True(old is { WasEnded: true, IsSuccess: false });
        Assert.NotEqual(Samples.Plan.Hash, plan.Hash);
        Assert.Contains("It was taken back: smoke-test failed: 500 from /readyz", ReleasePlanPage.Markdown(plan).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(again is { IsSuccess: true, WasEnded: false });
    }

    [Theory]
    [InlineData(false, "smoke-test was not done: the environment has no ServiceAddress")]
    [InlineData(true, "smoke-test was not done: nothing is wired that could")]
    public async Task A_release_that_nobody_asked_whether_it_works_does_not_stay_unless_the_policy_says_so(bool isUnwired, string failure)
    {
        FakeEnvironment Untested() => new() { SmokeTest = () => isUnwired ? null : Samples.Passed(Evidence.SmokeTest) with { Result = EvidenceResult.NotDone, Reason = "the environment has no ServiceAddress" } };
        var (refusing, letting) = (Untested(), Untested());
        var allowed = Samples.Plan with { Policy = Samples.Plan.Policy with { AllowsNoSmokeTest = true } };

        var refused = await refusing.RunAsync();
        var let = await letting.RunAsync(with: x => x with { Plan = _ => Task.FromResult(allowed), PlanHash = allowed.Hash });

        Assert.Equal((PromotionStage.RolledBack, (int?)FakeEnvironment.Old), (refused.State.Stage, refusing.Deployed));
        Assert.Equal(failure, refused.State.Failure);
        Assert.True(let.IsSuccess);
        Assert.DoesNotContain(letting.Recorded, x => x is { Kind: "smoke-test", Result: EvidenceResult.Passed });
    }

    [Fact]
    public async Task One_that_was_killed_after_it_had_been_watched_is_tested_and_watched_again()
    {
        var environment = new FakeEnvironment();
        await Assert.ThrowsAsync<KilledException>(() => environment.RunAsync(PromotionCrashPoint.VerificationNoted));
        environment.Calls.Clear();

        Assert.True((await environment.RunAsync()).IsSuccess);

        Assert.Equal(["smoke", "watch", "record"], environment.Calls);
        Assert.Contains(environment.Recorded, x => x.Kind == "health");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_overridden_stays_in_the_releases_own_record_also_where_it_fails(bool isBroken)
    {
        var environment = new FakeEnvironment { IsBroken = isBroken };
        var plan = Samples.Plan with { FreezeOverride = "card payments are down", Policy = new PolicyVerdict("staging to production (hotfix)", []) { IsHotfix = true } };

        await environment.RunAsync(with: x => x with { Plan = _ => Task.FromResult(plan), PlanHash = plan.Hash });

        var found = PromotionRecord.Of(Samples.Release() with { Evidence = EvidenceJson.ToJson(EvidenceBundle.Of(environment.Recorded)) })!;
        Assert.Equal(("ana", plan.Hash, "staging to production (hotfix)"), (found.By, found.PlanHash, found.Policy));
        Assert.Equal("hotfix; freeze overridden by ana: card payments are down", found.Remark);
    }

    [Fact]
    public async Task A_plan_that_was_approved_without_an_override_is_not_carried_out_with_one()
    {
        var environment = new FakeEnvironment();

        var refused = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { Plan = _ => Task.FromResult(Samples.Plan with { FreezeOverride = "x" }), Approved = Samples.Plan }));

        Assert.Equal("PIPE9703", refused.Code.Id);
        Assert.Contains("moved: policy.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(environment.Calls);
    }

    [Fact]
    public async Task Another_release_waits_until_an_interrupted_one_is_finished()
    {
        var environment = new FakeEnvironment();
        await Assert.ThrowsAsync<KilledException>(() => environment.RunAsync(PromotionCrashPoint.SchemaMigrated));

        var refused = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { Number = 43 }));

        Assert.Equal(("PIPE9706", 2), (refused.Code.Id, refused.ExitCode));
        Assert.Contains($"--release 42 --plan-hash {Samples.Plan.Hash}", refused.Message, StringComparison.Ordinal);
        Assert.True((await environment.RunAsync()).IsSuccess);
    }

    [Fact]
    public async Task Nothing_is_touched_where_the_world_moved_or_the_policy_is_not_met()
    {
        var environment = new FakeEnvironment();
        var unmet = Samples.Plan with { Policy = new PolicyVerdict("x", [new PolicyCheck("Image scan", CheckState.Failed, "It failed.")]) };

        var moved = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { Plan = _ => Task.FromResult(Samples.Plan with { DeployPlanHash = "sha256:other" }) }));
        var refused = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync(with: x => x with { Plan = _ => Task.FromResult(unmet), PlanHash = unmet.Hash }));

        Assert.Equal("PIPE9703", moved.Code.Id);
        Assert.Equal("PIPE9702", refused.Code.Id);
        Assert.Empty(environment.Calls);
        Assert.Null(environment.Note);
        Assert.False(environment.IsLocked);
    }

    [Theory]
    [InlineData(SchemaFate.Keep, FakeEnvironment.NewSchema, PromotionStage.RolledBack)]
    [InlineData(SchemaFate.TakeDown, FakeEnvironment.OldSchema, PromotionStage.RolledBack)]
    [InlineData(SchemaFate.AskPerson, FakeEnvironment.NewSchema, PromotionStage.NeedsPerson)]
    public async Task The_schema_follows_what_the_migrations_declare(SchemaFate fate, long schema, PromotionStage stage)
    {
        var environment = new FakeEnvironment { SmokeFails = true, FateOfNewSchema = fate };

        var outcome = await environment.RunAsync();

        Assert.Equal((stage, schema, (int?)FakeEnvironment.Old), (outcome.State.Stage, environment.Schema, environment.Deployed));
        Assert.Contains("So it is declared.", outcome.State.SchemaFate, StringComparison.Ordinal);
        Assert.Contains("500 from /readyz", outcome.State.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_down_after_all_is_a_persons_and_is_looked_at_anew_when_it_is_run_again()
    {
        var environment = new FakeEnvironment { IsBroken = true, FateOfNewSchema = SchemaFate.TakeDown, DownFailure = "duplicate keys" };
        Assert.Equal(PromotionStage.NeedsPerson, (await environment.RunAsync()).State.Stage);

        environment.DownFailure = null;
        var again = await environment.RunAsync();

        Assert.Equal((PromotionStage.RolledBack, FakeEnvironment.OldSchema), (again.State.Stage, environment.Schema));
    }

    [Fact]
    public async Task Where_even_going_back_fails_it_says_so_and_goes_on_with_it_when_it_is_run_again()
    {
        var environment = new FakeEnvironment { SmokeFails = true, CannotGoBack = true };

        var stuck = await Assert.ThrowsAsync<PipelineException>(() => environment.RunAsync());
        environment.CannotGoBack = false;
        var again = await environment.RunAsync();

        Assert.Equal("PIPE9707", stuck.Code.Id);
        Assert.Equal((PromotionStage.RolledBack, (int?)FakeEnvironment.Old), (again.State.Stage, environment.Deployed));
    }

    [Fact]
    public async Task Without_a_database_nothing_is_migrated()
    {
        var environment = new FakeEnvironment();
        var plan = Samples.Plan with { Migrations = null };

        await environment.RunAsync(with: x => x with { Plan = _ => Task.FromResult(plan), PlanHash = plan.Hash });

        Assert.DoesNotContain("migrate", environment.Calls);
        Assert.True(environment.Note is { Stage: PromotionStage.Promoted, Migrations: null });
    }

    [Theory]
    [InlineData(false, false, false, SchemaFate.Unmoved)]
    [InlineData(true, true, true, SchemaFate.Keep)]
    [InlineData(true, true, false, SchemaFate.Keep)]
    [InlineData(true, false, true, SchemaFate.TakeDown)]
    [InlineData(true, false, false, SchemaFate.AskPerson)]
    public void The_schema_is_kept_where_it_can_be_and_never_guessed_about(bool moved, bool earlierRuns, bool canGoDown, SchemaFate fate) =>
        Assert.Equal(fate, SchemaChoice.Of(moved, (earlierRuns, "a"), (canGoDown, "b")).Fate);

    private static FakeEnvironment Course(string course) => course switch
    {
        "well" => new(),
        "migration" => new() { MigrationFailure = "a document fails validation" },
        "broken" => new() { IsBroken = true },
        "smoke" => new() { SmokeFails = true },
        "health" => new() { IsUnhealthy = true },
        "smoke, taken down" => new() { SmokeFails = true, FateOfNewSchema = SchemaFate.TakeDown },
        _ => throw new ArgumentOutOfRangeException(nameof(course)),
    };
}
