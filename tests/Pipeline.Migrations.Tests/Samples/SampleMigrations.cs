using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Batches;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Authoring.Transactions;

namespace Pipeline.Migrations.Tests.Samples;

internal sealed class CreateClients : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("clients")
        .Create()
        .Validate(x => x.Required("name", FieldSchema.Text(minLength: 1)).Optional("size", FieldSchema.WholeNumber(minimum: 0)))
        .Index(x => x.Ascending("name"))
        .Index(x => x.Ascending("email").Unique().Sparse());

    public override void Down(SchemaBuilder schema) => schema.Collection("clients").Drop();
}

internal sealed class IndexSize : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("size").Descending("name"));

    public override void Down(SchemaBuilder schema) => schema.Collection("clients").DropIndex("size_1_name_-1");
}

internal sealed class IndexPhone : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("phone"));

    public override void Down(SchemaBuilder schema) => schema.Collection("clients").DropIndex("phone_1");
}

internal sealed class IndexOwner : SchemaMigration
{
    public override void Up(SchemaBuilder schema)
    {
        schema.Collection("owners").Create().Index(x => x.Ascending("name"));
        schema.Collection("clients").Index(x => x.Ascending("owner"));
    }

    public override void Down(SchemaBuilder schema)
    {
        schema.Collection("owners").Drop();
        schema.Collection("clients").DropIndex("owner_1");
    }
}

/// <summary>The server refuses it once <see cref="IndexSize"/> is there.</summary>
internal sealed class IndexSizeOtherwise : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("size").Named("size_1_name_-1"));

    public override void Down(SchemaBuilder schema) => schema.Collection("clients").DropIndex("size_1_name_-1");
}

internal sealed class CountUp : BatchMigration
{
    // Not idempotent: a batch done twice or not at all would show.
    public override void Up(BatchBuilder batches)
    {
        batches.Over("clients").InBatchesOf(10).Update("{ $inc: { count: 1 } }");
        batches.Over("clients").Where("{ size: { $gte: 10 } }").InBatchesOf(10).Rewrite(x => x.Set("count", x["count"].ToInt32() + 100));
    }

    public override void Down(BatchBuilder batches)
    {
        batches.Over("clients").Where("{ size: { $gte: 10 } }").InBatchesOf(10).Update("{ $inc: { count: -100 } }");
        batches.Over("clients").InBatchesOf(10).Update("[{ $set: { count: { $subtract: ['$count', 1] } } }]");
    }
}

internal sealed class MoveTotals : TransactionalMigration
{
    public override IReadOnlyList<string> Collections => ["totals"];

    public override async Task UpAsync(TransactionContext context, CancellationToken cancellationToken)
    {
        await context.Collection("totals").UpdateOneAsync("{ _id: 'all' }", "{ $inc: { runs: 1 } }", new UpdateOptions { IsUpsert = true }, cancellationToken);
        await context.Collection("totals").InsertOneAsync(new BsonDocument("kind", "run"), cancellationToken);
    }

    public override async Task DownAsync(TransactionContext context, CancellationToken cancellationToken)
    {
        await context.Collection("totals").UpdateOneAsync("{ _id: 'all' }", "{ $inc: { runs: -1 } }", cancellationToken: cancellationToken);
        await context.Collection("totals").DeleteOneAsync("{ kind: 'run' }", cancellationToken);
    }
}

/// <summary>In the program that is killed its first try fails, and with it the transaction that it shares with its neighbours.</summary>
internal sealed class AddTotalLate : TransactionalMigration
{
    private static int s_tries;

    public override async Task UpAsync(TransactionContext context, CancellationToken cancellationToken)
    {
        await context.Collection("totals").UpdateOneAsync("{ _id: 'late' }", "{ $inc: { runs: 1 } }", new UpdateOptions { IsUpsert = true }, cancellationToken);
        if (AppDomain.CurrentDomain.FriendlyName == "Migrations.KillHost" && Interlocked.Increment(ref s_tries) == 1)
            throw new InvalidOperationException("not yet");
    }

    public override Task DownAsync(TransactionContext context, CancellationToken cancellationToken) => context.Collection("totals").DeleteOneAsync("{ _id: 'late' }", cancellationToken);
}

internal sealed class ThrowsInTransaction : TransactionalMigration
{
    public override async Task UpAsync(TransactionContext context, CancellationToken cancellationToken)
    {
        await context.Collection("totals").InsertOneAsync(new BsonDocument("kind", "half"), cancellationToken);
        throw new InvalidOperationException("The other half is missing.");
    }

    public override Task DownAsync(TransactionContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class SendMail : CustomMigration
{
    public override string WhatToCheck => "whether the outbox holds the mail";

    public override Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken) =>
        database.GetCollection<BsonDocument>("outbox").InsertOneAsync(new BsonDocument("to", "all"), cancellationToken: cancellationToken);

    public override Task DownAsync(IMongoDatabase database, CancellationToken cancellationToken) =>
        database.GetCollection<BsonDocument>("outbox").DeleteManyAsync(new BsonDocument(), cancellationToken);
}

[Irreversible("because the old names aren't kept")]
internal sealed class ForgetNames : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("clients").Update("{ $unset: { formerName: '' } }");
}

[RunsWith(from: "2.0.0")]
internal sealed class DropOldField : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("clients").Where("{ old: { $exists: true } }").Update("{ $unset: { old: '' } }");

    public override void Down(BatchBuilder batches) => batches.Over("clients").Update("{ $set: { old: null } }");
}

[RunsWith(NeededBy = "2.0.0")]
internal sealed class AddNewField : BatchMigration
{
    public override void Up(BatchBuilder batches) => batches.Over("clients").Update("[{ $set: { new: '$old' } }]");

    public override void Down(BatchBuilder batches) => batches.Over("clients").Update("{ $unset: { new: '' } }");
}

internal sealed class Throws : SchemaMigration
{
    public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("a")).Validate(new Validator(new BsonDocument("$nonsense", 1)));

    public override void Down(SchemaBuilder schema) => schema.Collection("clients").DropIndex("a_1");
}
