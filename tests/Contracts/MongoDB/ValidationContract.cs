using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Validators of collections.</summary>
public abstract class ValidationContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    private const string Schema = "{ $jsonSchema: { bsonType: 'object', required: ['name'], properties: { name: { bsonType: 'string', minLength: 2 }, age: { bsonType: 'int', minimum: 0 }, tags: { bsonType: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true } }, additionalProperties: true } }";

    [Theory]
    [InlineData("{ _id: 1 }", "required")]
    [InlineData("{ _id: 1, name: 5 }", "properties")]
    [InlineData("{ _id: 1, name: 'x' }", "properties")]
    [InlineData("{ _id: 1, name: 'xy', age: -1 }", "properties")]
    [InlineData("{ _id: 1, name: 'xy', age: NumberLong(1) }", "properties")]
    [InlineData("{ _id: 1, name: 'xy', tags: ['a', 'c'] }", "properties")]
    [InlineData("{ _id: 1, name: 'xy', tags: ['a', 'a'] }", "properties")]
    public async Task A_document_that_breaks_a_rule_is_refused_and_the_rule_is_named(string document, string rule)
    {
        await CreateAsync("validationLevel: 'strict', validationAction: 'error'");

        var reply = await RunAsync($"{{ insert: 'c', documents: [{document}] }}");

        var error = Assert.Single(reply["writeErrors"].AsBsonArray);
        Assert.Equal((121, "Document failed validation"), (error["code"].AsInt32, error["errmsg"].AsString));
        Assert.Equal(1, error["errInfo"]["failingDocumentId"].AsInt32);
        Assert.Equal("$jsonSchema", error["errInfo"]["details"]["operatorName"].AsString);
        Assert.Equal(rule, error["errInfo"]["details"]["schemaRulesNotSatisfied"][0]["operatorName"].AsString);
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        await CreateAsync("validationLevel: 'strict'");

        var reply = await RunAsync("{ insert: 'c', documents: [{ _id: 1 }] }");

        Equal("{ operatorName: '$jsonSchema', schemaRulesNotSatisfied: [{ operatorName: 'required', specifiedAs: { required: ['name'] }, missingProperties: ['name'] }] }", reply["writeErrors"][0]["errInfo"]["details"]);
    }

    [Fact]
    public async Task Updates_and_findAndModify_are_held_to_it_too()
    {
        await CreateAsync("validationLevel: 'strict'");
        await InsertAsync("{ _id: 1, name: 'xy' }");

        var update = await RunAsync("{ update: 'c', updates: [{ q: {}, u: { $set: { age: 'old' } } }] }");

        Assert.Equal(121, update["writeErrors"][0]["code"].AsInt32);
        await FailAsync("{ findAndModify: 'c', query: {}, update: { $unset: { name: 1 } } }", 121, "DocumentValidationFailure");
    }

    [Fact]
    public async Task It_can_be_passed_by_where_it_is_asked_for()
    {
        await CreateAsync("validationLevel: 'strict'");

        var reply = await RunAsync("{ insert: 'c', documents: [{ _id: 1 }], bypassDocumentValidation: true }");

        Assert.Equal(1, reply["n"].AsInt32);
    }

    [Fact]
    public async Task A_moderate_one_leaves_alone_what_was_wrong_before()
    {
        await InsertAsync("{ _id: 1 }", "{ _id: 2, name: 'xy' }");
        await RunAsync($"{{ collMod: 'c', validator: {Schema}, validationLevel: 'moderate' }}");

        var reply = await RunAsync("{ update: 'c', ordered: false, updates: [{ q: { _id: 1 }, u: { $set: { a: 1 } } }, { q: { _id: 2 }, u: { $unset: { name: 1 } } }] }");

        Assert.Equal(1, reply["nModified"].AsInt32);
        Assert.Equal((1, 121), (reply["writeErrors"][0]["index"].AsInt32, reply["writeErrors"][0]["code"].AsInt32));
    }

    [Fact]
    public async Task One_that_only_warns_refuses_nothing()
    {
        await CreateAsync("validationAction: 'warn'");

        Assert.Equal(1, (await RunAsync("{ insert: 'c', documents: [{ _id: 1 }] }"))["n"].AsInt32);
    }

    [Fact]
    public async Task It_is_listed_changed_and_taken_away()
    {
        await CreateAsync("validationLevel: 'moderate', validationAction: 'warn'");

        var options = await OptionsAsync();
        await RunAsync("{ collMod: 'c', validator: { a: { $gt: 1 } }, validationLevel: 'strict', validationAction: 'error' }");
        var changed = await OptionsAsync();
        await RunAsync("{ collMod: 'c', validator: {} }");
        await InsertAsync("{ _id: 1 }");

        Assert.Equal(BsonDocument.Parse(Schema), options["validator"]);
        Assert.Equal(("moderate", "warn"), (options["validationLevel"].AsString, options["validationAction"].AsString));
        Equal("{ a: { $gt: 1 } }", changed["validator"]);
        Assert.Equal(("strict", "error"), (changed["validationLevel"].AsString, changed["validationAction"].AsString));
    }

    [Theory]
    [InlineData("{ $jsonSchema: { nonsense: 1 } }", 9, "FailedToParse", "Unknown $jsonSchema keyword: nonsense")]
    [InlineData("{ a: { $nonsense: 1 } }", 2, "BadValue", "unknown operator: $nonsense")]
    public async Task One_that_can_not_be_is_refused(string validator, int code, string codeName, string message)
    {
        var error = await FailAsync($"{{ create: 'c', validator: {validator} }}", code, codeName);

        Assert.Contains(message, error["errmsg"].AsString, StringComparison.Ordinal);
    }

    private Task<BsonDocument> CreateAsync(string options) => RunAsync($"{{ create: 'c', validator: {Schema}, {options} }}");

    private async Task<BsonValue> OptionsAsync() => (await RunAsync("{ listCollections: 1, filter: { name: 'c' } }"))["cursor"]["firstBatch"][0]["options"];
}
