namespace Pipeline.Cli.Tests.Assemblies;

/// <summary>Sources of migrations, to be compiled into projects of the tests' own.</summary>
internal static class MigrationSources
{
    public static readonly (string File, string Source) Clients = ("M1_Clients.cs", """
        using Pipeline.Migrations.Authoring;
        using Pipeline.Migrations.Authoring.Schemas;

        [Migration(1, "clients")]
        [RunsWith(NeededBy = "1.0.0")]
        public sealed class M1_Clients : SchemaMigration
        {
            public override void Up(SchemaBuilder schema) => schema.Collection("clients").Create().Index(x => x.Ascending("email").Unique());
            public override void Down(SchemaBuilder schema) => schema.Collection("clients").Drop();
        }
        """);

    public static readonly (string File, string Source) Names = ("M2_Names.cs", """
        using MongoDB.Bson;
        using Pipeline.Migrations.Authoring;
        using Pipeline.Migrations.Authoring.Transactions;
        using System.Threading;
        using System.Threading.Tasks;

        [Migration(2, "a first client")]
        public sealed class M2_Names : TransactionalMigration
        {
            public override Task UpAsync(TransactionContext context, CancellationToken cancellationToken) =>
                context.Collection("clients").InsertOneAsync(new BsonDocument { { "_id", 1 }, { "email", "a@example.com" } }, cancellationToken);
            public override Task DownAsync(TransactionContext context, CancellationToken cancellationToken) =>
                context.Collection("clients").DeleteManyAsync(new BsonDocument("_id", 1), cancellationToken);
        }
        """);

    public static readonly (string File, string Source) Irreversible = ("M3_Irreversible.cs", """
        using Pipeline.Migrations.Authoring;
        using Pipeline.Migrations.Authoring.Schemas;

        [Migration(3, "no way back")]
        [Irreversible("the old names are gone")]
        public sealed class M3_Irreversible : SchemaMigration
        {
            public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("name"));
        }
        """);

    public static readonly (string File, string Source) Throwing = ("M4_Throwing.cs", """
        using MongoDB.Driver;
        using Pipeline.Migrations.Authoring;
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        [Migration(4, "throws")]
        [Irreversible("it is only a test")]
        public sealed class M4_Throwing : CustomMigration
        {
            public override string WhatToCheck => "whether clients have the field x";
            public override Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken) => throw new InvalidOperationException("the disk is on fire");
        }
        """);

    /// <summary>Waits until it is cancelled.</summary>
    public static readonly (string File, string Source) Waiting = ("M5_Waiting.cs", """
        using MongoDB.Bson;
        using MongoDB.Driver;
        using Pipeline.Migrations.Authoring;
        using System.Threading;
        using System.Threading.Tasks;

        [Migration(5, "waits")]
        [Irreversible("it is only a test")]
        public sealed class M5_Waiting : CustomMigration
        {
            public override string WhatToCheck => "whether there is a collection waiting";
            public override async Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken)
            {
                await database.GetCollection<BsonDocument>("waiting").InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        """);

    public static readonly (string File, string Source) Queries = ("Queries.cs", """
        using System.Collections.Generic;
        using MongoDB.Bson;
        using Pipeline.Migrations.Reviewing;

        public sealed class Queries : IQueryShapes
        {
            public IReadOnlyList<QueryShape> Shapes => [new QueryShape { Name = "by email", Collection = "clients", Filter = new BsonDocument("email", "a@example.com") }, new QueryShape { Name = "by city", Collection = "clients", Filter = new BsonDocument("city", "Oslo") }];
        }
        """);
}
