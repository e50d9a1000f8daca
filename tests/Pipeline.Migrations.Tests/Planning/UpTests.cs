using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class UpTests
{
    [Fact]
    public void What_is_pending_runs_in_the_order_of_versions()
    {
        var set = SampleSet.Of(SampleSet.Migration<CountUp>(3), SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));

        var plan = set.Plan(SampleJournal.Applied(set, 1), MigrationRequest.Up());

        Assert.Equal("up 2, up 3", plan.Route());
        Assert.True(plan.CanRun);
        Assert.Equal(1, plan.CurrentVersion);
        Assert.Contains("create index size_1_name_-1 on clients", plan.Steps[0].Operations);
    }

    [Fact]
    public void It_goes_up_to_the_version_asked_for()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));

        Assert.Equal("up 1, up 2", set.Plan(MigrationJournal.Empty, MigrationRequest.Up(2)).Route());
    }

    [Fact]
    public void A_version_that_does_not_exist_is_refused_with_those_near_it()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(202611230001), SampleSet.Migration<IndexSize>(202611240001));

        var plan = set.Plan(MigrationJournal.Empty, MigrationRequest.Up(202611230002));

        Assert.Equal(["PIPE8018"], plan.Blockers());
        Assert.Contains("202611230001 'CreateClients 202611230001'", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_older_than_the_newest_applied_is_refused_with_both_files_and_the_remedy()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));

        var plan = set.Plan(SampleJournal.Applied(set, 1, 3), MigrationRequest.Up());

        Assert.Equal(["PIPE8010"], plan.Blockers());
        Assert.Contains("IndexSize2.cs", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("CountUp3.cs", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Give IndexSize2.cs a version above 3", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("--allow-out-of-order", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_older_than_the_newest_applied_runs_where_that_is_allowed()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));

        var plan = set.Plan(SampleJournal.Applied(set, 1, 3), MigrationRequest.Up() with { AllowOutOfOrder = true });

        Assert.True(plan.CanRun);
        Assert.Equal("up 2", plan.Route());
        Assert.Contains(plan.Findings, x => x is { Severity: FindingSeverity.Warning, ErrorId: "PIPE8010" });
    }

    [Fact]
    public void A_contract_phase_may_follow_a_later_expand_phase()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<DropOldField>(2, phase: MigrationPhase.Contract), SampleSet.Migration<IndexSize>(3));

        var expand = set.Plan(MigrationJournal.Empty, MigrationRequest.Up(phase: MigrationPhase.Expand));
        var contract = set.Plan(SampleJournal.Applied(set, 1, 3), MigrationRequest.Up(phase: MigrationPhase.Contract));

        Assert.Equal("up 1, up 3", expand.Route());
        Assert.Contains(expand.Findings, x => x.Message.Contains("2 'DropOldField 2'", StringComparison.Ordinal));
        Assert.Equal("up 2", contract.Route());
        Assert.True(contract.CanRun);
    }

    [Fact]
    public void One_edited_after_it_was_applied_stops_everything()
    {
        var before = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));
        var after = SampleSet.Of(SampleSet.Migration<CreateClients>(1, source: "class Edited;"), SampleSet.Migration<IndexSize>(2));

        var plan = after.Plan(SampleJournal.Applied(before, 1), MigrationRequest.Up());

        Assert.Equal(["PIPE8011"], plan.Blockers());
        Assert.Contains("CreateClients1.cs", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_missing_from_the_code_is_a_warning()
    {
        var old = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        var plan = set.Plan(SampleJournal.Applied(old, 1, 2), MigrationRequest.Up());

        Assert.True(plan.CanRun);
        Assert.Contains(plan.Findings, x => x is { Severity: FindingSeverity.Warning, ErrorId: "PIPE8012", Version: 2 });
    }

    [Fact]
    public void An_irreversible_one_is_announced()
    {
        var set = SampleSet.Of(SampleSet.Migration<ForgetNames>(1));

        var plan = set.Plan(MigrationJournal.Empty, MigrationRequest.Up());

        Assert.Contains(plan.Findings, x => x.Severity == FindingSeverity.Warning && x.Message.Contains("because the old names aren't kept", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MigrationState.Running)]
    [InlineData(MigrationState.Failed)]
    public void An_interrupted_custom_one_is_reported_with_what_to_check(MigrationState state)
    {
        var set = SampleSet.Of(SampleSet.Migration<SendMail>(1));

        var plan = set.Plan(MigrationJournal.Empty.With(SampleJournal.Entry(set.All[0], state)), MigrationRequest.Up());

        Assert.Equal(["PIPE8014"], plan.Blockers());
        Assert.Contains("ann on job-1", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Check: whether the outbox holds the mail.", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("repair --to-version 1 --decision applied", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_one_of_another_kind_goes_on()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<CountUp>(2), SampleSet.Migration<MoveTotals>(3));
        var journal = MigrationJournal.Of(set.All.Select(x => SampleJournal.Entry(x, MigrationState.Running)));

        var plan = set.Plan(journal, MigrationRequest.Up());

        Assert.True(plan.CanRun);
        Assert.All(plan.Steps, x => Assert.True(x.IsResumed));
    }

    [Fact]
    public void One_that_is_half_way_down_is_not_turned_round()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<CountUp>(2), SampleSet.Migration<IndexSize>(3));
        var journal = SampleJournal.Applied(set, 1).With(SampleJournal.Entry(set.All[1], MigrationState.RollingBack));

        var plan = set.Plan(journal, MigrationRequest.Up());

        Assert.Contains("PIPE8015", plan.Blockers());
        Assert.Contains("`pipeline migrate down --to 1`", plan.Findings[0].Message, StringComparison.Ordinal);
    }
}
