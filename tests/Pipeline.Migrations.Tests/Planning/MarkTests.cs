using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class MarkTests
{
    [Fact]
    public void A_baseline_records_all_up_to_its_version()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));

        Assert.Equal("baseline 1, baseline 2", set.Plan(MigrationJournal.Empty, MigrationRequest.Baseline(2)).Route());
    }

    [Fact]
    public void A_migrated_database_takes_no_baseline()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));

        Assert.Equal(["PIPE8019"], set.Plan(SampleJournal.Applied(set, 1), MigrationRequest.Baseline(2)).Blockers());
    }

    [Fact]
    public void A_baseline_again_records_nothing()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        Assert.True(set.Plan(MigrationJournal.Of([SampleJournal.Entry(set.All[0], MigrationState.Baselined)]), MigrationRequest.Baseline(1)) is { IsEmpty: true, CanRun: true });
    }

    [Fact]
    public void One_is_marked_unless_it_is_applied_or_was_begun()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<SendMail>(3));
        var journal = SampleJournal.Applied(set, 1).With(SampleJournal.Entry(set.All[2], MigrationState.Failed));

        Assert.Equal("mark 2", set.Plan(journal, MigrationRequest.Mark(2)).Route());
        Assert.Equal(["PIPE8019"], set.Plan(journal, MigrationRequest.Mark(1)).Blockers());
        Assert.Equal(["PIPE8019"], set.Plan(journal, MigrationRequest.Mark(3)).Blockers());
        Assert.Equal(["PIPE8018"], set.Plan(journal, MigrationRequest.Mark(4)).Blockers());
    }

    [Fact]
    public void Repair_explains_without_a_decision()
    {
        var set = SampleSet.Of(SampleSet.Migration<SendMail>(1));
        var journal = MigrationJournal.Of([SampleJournal.Entry(set.All[0], MigrationState.Running)]);

        var plan = set.Plan(journal, MigrationRequest.Repair());

        Assert.True(plan is { IsEmpty: true, CanRun: true });
        Assert.Contains("Check: whether the outbox holds the mail.", Assert.Single(plan.Findings).Message, StringComparison.Ordinal);
        Assert.Contains("Nothing needs repair.", Assert.Single(set.Plan(MigrationJournal.Empty, MigrationRequest.Repair()).Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MigrationState.Running, RepairDecision.Applied, true)]
    [InlineData(MigrationState.Failed, RepairDecision.NotApplied, true)]
    [InlineData(MigrationState.RollbackFailed, RepairDecision.Applied, true)]
    [InlineData(MigrationState.Applied, RepairDecision.Applied, false)]
    [InlineData(MigrationState.RolledBack, RepairDecision.NotApplied, false)]
    [InlineData(MigrationState.Applied, RepairDecision.AcceptChecksum, false)]
    [InlineData(MigrationState.Applied, RepairDecision.Forget, false)]
    public void A_decision_must_fit_the_state(MigrationState state, RepairDecision decision, bool fits)
    {
        var set = SampleSet.Of(SampleSet.Migration<SendMail>(1));
        var journal = MigrationJournal.Of([SampleJournal.Entry(set.All[0], state)]);

        Assert.Equal(fits, set.Plan(journal, MigrationRequest.Repair(1, decision)).CanRun);
    }

    [Fact]
    public void An_edit_is_accepted_and_a_lost_file_forgotten()
    {
        var old = SampleSet.Of(SampleSet.Migration<CreateClients>(1, source: "class Old;"), SampleSet.Migration<IndexSize>(2));
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1, source: "class New;"));
        var journal = SampleJournal.Applied(old, 1, 2);

        Assert.True(set.Plan(journal, MigrationRequest.Repair(1, RepairDecision.AcceptChecksum)).CanRun);
        Assert.True(set.Plan(journal, MigrationRequest.Repair(2, RepairDecision.Forget)).CanRun);
    }
}
