using MongoDB.Bson;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Planning;

public sealed class FactTests
{
    private static readonly DatabaseFacts s_facts = SampleJournal.Facts with
    {
        Collections = new Dictionary<string, CollectionFacts> { ["clients"] = new(2_000_000, 512 * 1024 * 1024, new Dictionary<string, BsonDocument>()) },
    };

    [Fact]
    public void A_plan_says_what_an_index_build_reads()
    {
        var set = SampleSet.Of(SampleSet.Migration<IndexSize>(1));

        var cost = Assert.Single(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts).Steps[0].IndexCosts);

        Assert.Equal("size_1_name_-1 on clients: reads 2,000,000 documents, 512.0 MiB", cost.ToString());
    }

    [Fact]
    public void A_large_collection_is_a_warning()
    {
        var set = SampleSet.Of(SampleSet.Migration<CountUp>(1));

        Assert.Contains(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts).Findings, x => x.Message == "1 'CountUp 1' touches clients, which has about 2,000,000 documents.");
        Assert.DoesNotContain(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts with { LargeCollection = 3_000_000 }).Findings, x => x.Message.Contains("touches", StringComparison.Ordinal));
    }

    [Fact]
    public void A_collection_that_is_dropped_with_documents_is_a_warning()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        Assert.Contains(set.Plan(SampleJournal.Applied(set, 1), MigrationRequest.Down(0), s_facts).Findings, x => x.Message == "1 'CreateClients 1' drops clients with about 2,000,000 documents.");
    }

    [Fact]
    public void Duplicates_under_a_unique_index_stop_the_run_unless_an_earlier_step_may_remove_them()
    {
        var facts = s_facts with { Duplicates = [new DuplicateKeys("clients", "email_1", ["{ email: \"a@x\" } in 2 documents"])] };
        var alone = SampleSet.Of(SampleSet.Migration<CreateClients>(2));
        var cleaned = SampleSet.Of(SampleSet.Migration<CountUp>(1), SampleSet.Migration<CreateClients>(2));

        var plan = alone.Plan(MigrationJournal.Empty, MigrationRequest.Up(), facts);

        Assert.Equal(["PIPE8016"], plan.Blockers());
        Assert.Contains("{ email: \"a@x\" } in 2 documents", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.True(cleaned.Plan(MigrationJournal.Empty, MigrationRequest.Up(), facts).CanRun);
    }

    [Fact]
    public void An_index_of_the_same_name_with_another_definition_stops_the_run()
    {
        var existing = new Dictionary<string, BsonDocument> { ["size_1_name_-1"] = BsonDocument.Parse("{ v: 2, name: 'size_1_name_-1', key: { size: 1, name: -1 }, unique: true }") };
        var facts = s_facts with { Collections = new Dictionary<string, CollectionFacts> { ["clients"] = new(1, 1, existing) } };
        var set = SampleSet.Of(SampleSet.Migration<IndexSize>(1));

        var plan = set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), facts);

        Assert.Equal(["PIPE8025"], plan.Blockers());
        Assert.Contains("unique is declared false and is true", plan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_transactions_batches_do_not_run()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<CountUp>(2));

        Assert.Equal(["PIPE8017"], set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts with { HasTransactions = false }).Blockers());
        Assert.True(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(1), s_facts with { HasTransactions = false }).CanRun);
    }

    [Fact]
    public void A_restore_point_that_is_not_wired_is_named()
    {
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1));

        Assert.Contains(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts with { HasRestorePoint = false }).Findings, x => x.Message.StartsWith("No restore point is wired", StringComparison.Ordinal));
        Assert.DoesNotContain(set.Plan(MigrationJournal.Empty, MigrationRequest.Up(), s_facts).Findings, x => x.Message.StartsWith("No restore point", StringComparison.Ordinal));
    }
}
