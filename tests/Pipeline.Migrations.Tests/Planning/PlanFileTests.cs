using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void A_plan_survives_being_saved()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetNames>(2));
        var plan = set.Plan(MigrationJournal.Empty, MigrationRequest.Up());

        var read = MigrationPlan.FromJson(plan.ToJson());

        Assert.Equal(plan.ToJson(), read.ToJson());
        Assert.Equal(plan.Hash, read.Hash);
        Assert.Equal(plan.StateHash, read.StateHash);
    }

    [Fact]
    public void The_state_decides_its_fingerprint_and_counts_of_documents_do_not()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2));
        var edited = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2, source: "class Other;"));
        var facts = SampleJournal.Facts with { Collections = new Dictionary<string, CollectionFacts> { ["clients"] = new(5, 5, new Dictionary<string, MongoDB.Bson.BsonDocument>()) } };

        var plan = set.Plan(MigrationJournal.Empty, MigrationRequest.Up());

        Assert.Equal(plan.Hash, set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), facts).Hash);
        Assert.NotEqual(plan.Hash, edited.Plan(MigrationJournal.Empty, MigrationRequest.Up()).Hash);
        Assert.NotEqual(plan.StateHash, set.Plan(SampleJournal.Applied(set, 1), MigrationRequest.Up()).StateHash);
        Assert.NotEqual(plan.StateHash, set.Plan(MigrationJournal.Empty, MigrationRequest.Up(1)).StateHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void What_is_no_plan_is_refused(string json) => Assert.Equal("PIPE8050", Assert.Throws<PipelineException>(() => MigrationPlan.FromJson(json)).Code.Id);
}
