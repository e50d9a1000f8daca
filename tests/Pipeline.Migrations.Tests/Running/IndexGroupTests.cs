using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running.Steps;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Running;

public sealed class IndexGroupTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void Neighbours_that_only_add_plain_indexes_and_were_never_begun_run_together()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<IndexPhone>(3), SampleSet.Migration<CountUp>(4), SampleSet.Migration<IndexOwner>(5));
        var fresh = StepSelection.Of(set, MigrationJournal.Empty, MigrationRequest.Up()).Steps;
        var begun = StepSelection.Of(set, MigrationJournal.Of([SampleJournal.Entry(set.All[2], MigrationState.Running)]), MigrationRequest.Up()).Steps;

        Assert.Equal([1, 2, 1, 1, 1], Enumerable.Range(0, 5).Select(x => IndexGroup.Length(fresh, x)));
        Assert.Equal(1, IndexGroup.Length(begun, 1));
    }

    [Fact]
    public async Task Together_they_leave_what_they_leave_one_by_one()
    {
        await using var together = server.NewDatabase();
        await using var single = server.NewDatabase();
        var set = SampleSet.Of(SampleSet.Migration<IndexSize>(1), SampleSet.Migration<IndexOwner>(2), SampleSet.Migration<IndexPhone>(3));

        await Migrator.Create(together.Database, set).RunAsync(MigrationRequest.Up());
        foreach (var version in new long[] { 1, 2, 3 })
            await Migrator.Create(single.Database, set).RunAsync(MigrationRequest.Up(version));

        Assert.Equal(await JournalPicture.TakeAsync(single), await JournalPicture.TakeAsync(together));
        Assert.Equal("down 3, down 2, down 1", (await Migrator.Create(together.Database, set).PlanAsync(MigrationRequest.Down(0))).Route());
    }

    [Fact]
    public async Task Where_one_fails_it_is_the_one_that_is_named_and_those_after_it_count_as_begun()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<IndexSize>(1), SampleSet.Migration<IndexSizeOtherwise>(2), SampleSet.Migration<IndexPhone>(3)));

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8025", exception.Code.Id);
        Assert.Contains("2 'IndexSizeOtherwise 2'", exception.Message, StringComparison.Ordinal);
        var journal = await migrator.ReadJournalAsync();
        Assert.Equal([MigrationState.Applied, MigrationState.Failed, MigrationState.Failed], journal.Entries.Select(x => x.State));
        Assert.Equal("It ran together with 2 'IndexSizeOtherwise 2', which failed.", journal.Find(3)!.Error);

        var corrected = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<IndexSize>(1), SampleSet.Migration<IndexOwner>(2), SampleSet.Migration<IndexPhone>(3)));
        await corrected.RunAsync(MigrationRequest.Up());
        Assert.True((await corrected.VerifyAsync()).IsSound);
        Assert.Equal(3, (await corrected.ReadStateAsync()).Version);
    }
}
