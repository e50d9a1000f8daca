using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class RedoTests
{
    [Fact]
    public void The_newest_goes_down_and_up()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));

        Assert.Equal("down 2, up 2", set.Plan(SampleJournal.Applied(set, 1, 2), MigrationRequest.Redo()).Route());
    }

    [Fact]
    public void An_older_one_is_refused()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));

        Assert.Equal(["PIPE8019"], set.Plan(SampleJournal.Applied(set, 1, 2), MigrationRequest.Redo(1)).Blockers());
    }

    [Fact]
    public void Killed_after_the_way_down_it_goes_on_with_the_way_up_and_leaves_the_one_before_alone()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));
        var journal = SampleJournal.Applied(set, 1).With(SampleJournal.Entry(set.All[1], MigrationState.RolledBack) with { IsRedo = true });

        Assert.Equal("up 2", set.Plan(journal, MigrationRequest.Redo()).Route());
    }
}
