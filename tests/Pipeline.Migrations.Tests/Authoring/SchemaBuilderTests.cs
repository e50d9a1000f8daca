using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Batches;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Verifying;

namespace Pipeline.Migrations.Tests.Authoring;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void A_validator_is_a_json_schema()
    {
        var schema = new SchemaBuilder();
        schema.Collection("c").Validate(x => x
            .Required("status", FieldSchema.OneOf("new", "done"))
            .Optional("note", FieldSchema.Text(maxLength: 10).OrNull())
            .Optional("tags", FieldSchema.ArrayOf(FieldSchema.Text(minLength: 1)))
            .Optional("address", FieldSchema.Document(y => y.Required("city", FieldSchema.Text()).NothingElse())));

        var rule = Assert.IsType<SetValidator>(Assert.Single(schema.Build())).Validator!.Rule;

        Assert.Equal(
            BsonDocument.Parse("""
                { $jsonSchema: { bsonType: 'object', required: ['status'], properties: {
                    status: { bsonType: 'string', enum: ['new', 'done'] },
                    note: { anyOf: [{ bsonType: 'string', maxLength: 10 }, { bsonType: 'null' }] },
                    tags: { bsonType: 'array', items: { bsonType: 'string', minLength: 1 } },
                    address: { bsonType: 'object', required: ['city'], properties: { city: { bsonType: 'string' } }, additionalProperties: false } } } }
                """),
            rule);
    }

    [Fact]
    public void An_index_has_the_name_that_MongoDB_gives()
    {
        var schema = new SchemaBuilder();
        schema.Collection("c").Index(x => x.Ascending("a").Descending("b.c").Unique().OnlyWhere("{ a: { $gt: 1 } }").ExpireAfter(TimeSpan.FromHours(1)).Collated(new Collation("en", strength: CollationStrength.Secondary)));

        var index = Assert.IsType<CreateIndex>(Assert.Single(schema.Build())).Index;

        Assert.Equal(
            BsonDocument.Parse("{ key: { a: 1, 'b.c': -1 }, name: 'a_1_b.c_-1', unique: true, partialFilterExpression: { a: { $gt: 1 } }, expireAfterSeconds: NumberLong(3600), collation: { locale: 'en', strength: 2 } }"),
            index.ToCommand());
    }

    [Fact]
    public void An_index_is_the_same_whatever_number_type_the_server_gives()
    {
        var index = new IndexDefinition { Name = "a_1", Keys = new BsonDocument("a", 1), ExpireAfter = TimeSpan.FromSeconds(5) };

        Assert.Empty(IndexComparison.Differences(index, BsonDocument.Parse("{ v: 2, key: { a: 1.0 }, name: 'a_1', expireAfterSeconds: 5 }")));
        Assert.Equal(["key is declared { \"a\" : 1 } and is { \"a\" : -1 }", "expireAfterSeconds is declared 5 and is BsonNull"], IndexComparison.Differences(index, BsonDocument.Parse("{ key: { a: -1 } }")));
    }

    [Fact]
    public void A_pass_without_a_change_is_refused()
    {
        var batches = new BatchBuilder();
        batches.Over("c").InBatchesOf(5);

        Assert.Contains("'c'", Assert.Throws<InvalidOperationException>(batches.Build).Message, StringComparison.Ordinal);
    }
}
