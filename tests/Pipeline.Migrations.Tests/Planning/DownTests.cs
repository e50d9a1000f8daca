using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class DownTests
{
    [Fact]
    public void What_came_last_is_taken_back_first()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));

        // 2 was applied after 3, out of order.
        var plan = set.Plan(SampleJournal.Applied(set, 1, 3, 2), MigrationRequest.Down(0));

        Assert.Equal("down 2, down 3, down 1", plan.Route());
        Assert.True(plan.CanRun);
    }

    [Fact]
    public void The_version_asked_for_stays()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));

        Assert.Equal("down 2", set.Plan(SampleJournal.Applied(set, 1, 2), MigrationRequest.Down(1)).Route());
    }

    [Fact]
    public void Past_an_irreversible_one_it_is_refused_with_the_reason()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetNames>(2), SampleSet.Migration<IndexSize>(3));

        var plan = set.Plan(SampleJournal.Applied(set, 1, 2, 3), MigrationRequest.Down(1));

        Assert.Equal(["PIPE8013"], plan.Blockers());
        Assert.Contains("2 'ForgetNames 2' can't be taken back, because the old names aren't kept. Go down to 2 at most", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_without_code_can_not_be_taken_back()
    {
        var old = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        var plan = set.Plan(SampleJournal.Applied(old, 1, 2), MigrationRequest.Down(0));

        Assert.Equal(["PIPE8012"], plan.Blockers());
    }

    [Fact]
    public void A_baseline_is_not_undone()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        var plan = set.Plan(MigrationJournal.Of([SampleJournal.Entry(set.All[0], MigrationState.Baselined)]), MigrationRequest.Down(0));

        Assert.Equal(["PIPE8019"], plan.Blockers());
    }

    [Fact]
    public void A_half_applied_schema_is_taken_back_and_a_half_done_batch_is_not()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<CountUp>(2));
        var schema = MigrationJournal.Of([SampleJournal.Entry(set.All[0], MigrationState.Failed)]);
        var batch = MigrationJournal.Of([SampleJournal.Entry(set.All[1], MigrationState.Running)]);

        Assert.True(set.Plan(schema, MigrationRequest.Down(0)).CanRun);
        Assert.Equal(["PIPE8015"], set.Plan(batch, MigrationRequest.Down(0)).Blockers());
    }

    [Fact]
    public void A_transaction_that_did_not_commit_has_nothing_to_take_back()
    {
        var set = SampleSet.Of(SampleSet.Migration<MoveTotals>(1));

        Assert.True(set.Plan(MigrationJournal.Of([SampleJournal.Entry(set.All[0], MigrationState.Running)]), MigrationRequest.Down(0)).IsEmpty);
    }
}
