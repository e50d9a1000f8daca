using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Expressions;

namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

public class WritingStageTests
{
    private const string Input = "[{_id: 1, v: 1}, {_id: 2, v: 2}]";

    [Fact]
    public void Out_replaces_the_whole_collection()
    {
        var server = Pipelines.With("target", "[{_id: 9}]");

        Assert.Empty(Pipelines.Run("[{$project: {_id: 0}}, {$addFields: {_id: {$multiply: ['$v', 10]}}}, {$out: 'target'}]", Input, server));
        Assert.Equal([10, 20], server["target"].Select(document => document["_id"].ToInt32()));
        Assert.Equal("_id", server["target"][0].GetElement(0).Name);
    }

    [Fact]
    public void Out_gives_a_document_without_an_id_one()
    {
        var server = new InMemoryServer();

        Pipelines.Run("[{$project: {_id: 0}}, {$out: {db: 'db', coll: 'target'}}]", Input, server);

        Assert.All(server["target"], document => Assert.IsType<BsonObjectId>(document["_id"]));
    }

    [Theory]
    [InlineData("'target'", "[{_id: 1, old: true, v: 1}, {_id: 2, v: 2}]")]
    [InlineData("{into: 'target', whenMatched: 'replace'}", "[{_id: 1, v: 1}, {_id: 2, v: 2}]")]
    [InlineData("{into: {db: 'db', coll: 'target'}, whenMatched: 'keepExisting'}", "[{_id: 1, old: true}, {_id: 2, v: 2}]")]
    [InlineData("{into: 'target', whenNotMatched: 'discard'}", "[{_id: 1, old: true, v: 1}]")]
    [InlineData("{into: 'target', whenMatched: [{$set: {sum: {$add: ['$$new.v', 10]}}}]}", "[{_id: 1, old: true, sum: 11}, {_id: 2, v: 2}]")]
    [InlineData("{into: 'target', let: {n: '$v'}, whenMatched: [{$set: {sum: '$$n'}}]}", "[{_id: 1, old: true, sum: 1}, {_id: 2, v: 2}]")]
    public void Merge_has_its_modes(string merge, string expected)
    {
        var server = Pipelines.With("target", "[{_id: 1, old: true}]");

        Assert.Empty(Pipelines.Run($"[{{$merge: {merge}}}]", Input, server));
        Assert.Equal(Evaluated.Show(Evaluated.Read(expected)), Evaluated.Show(new BsonArray(server["target"])));
    }

    [Fact]
    public void Merge_on_other_fields_keeps_the_id_that_is_there()
    {
        var server = Pipelines.With("target", "[{_id: 'x', v: 1, old: true}]");
        server.Unique.Add("v");

        Pipelines.Run("[{$project: {_id: 0}}, {$merge: {into: 'target', on: 'v', whenMatched: 'replace'}}]", Input, server);

        Assert.Equal(Evaluated.Read("{_id: 'x', v: 1}"), server["target"][0]);
        Assert.Equal(2, server["target"].Count);
    }

    [Theory]
    [InlineData("{into: 'target', on: 'v'}", 51183, "Cannot find index to verify that join fields will be unique")]
    [InlineData("{into: 'target', whenNotMatched: 'fail'}", 13113, "$merge could not find a matching document in the target collection for at least one document in the source collection")]
    [InlineData("{into: 'target', on: 'u'}", 51132, "$merge write error: 'on' field 'u' cannot be missing, null, undefined or an array")]
    [InlineData("{into: 'target', whenMatched: 'fail'}", 11000, null)]
    [InlineData("{into: 'target', whenMatched: [{$set: {_id: 7}}]}", 66, null)]
    [InlineData("{into: 'target', whenMatched: [{$match: {}}]}", 72, null)]
    [InlineData("{into: 'target', whenMatched: 'other'}", 2, null)]
    [InlineData("{into: 'target', on: []}", 51187, null)]
    [InlineData("{on: 'x'}", 40414, null)]
    [InlineData("5", 51182, null)]
    public void A_mistake_of_merge_has_the_servers_code(string merge, int code, string? message)
    {
        var server = Pipelines.With("target", "[{_id: 1, old: true}]");
        server.Unique.Add("u");

        var error = Pipelines.Fails(code, $"[{{$merge: {merge}}}]", Input, server: server);

        Assert.Equal(message ?? error.Message, error.Message);
    }
}
