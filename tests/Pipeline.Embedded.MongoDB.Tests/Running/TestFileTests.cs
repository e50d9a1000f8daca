namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class TestFileTests
{
    private const string Json = """
        {
          "description": "d", "schemaVersion": "1.4",
          "runOnRequirements": [{ "minServerVersion": "4.0" }],
          "createEntities": [{ "client": { "id": "client0" } }],
          "initialData": [{ "databaseName": "db", "collectionName": "c", "documents": [{ "_id": 1, "n": { "$numberLong": "5" } }] }],
          "tests": [
            { "description": "one", "operations": [{ "name": "find", "object": "c0", "arguments": { "filter": {} }, "expectResult": [] }] },
            { "description": "one", "runOnRequirements": [{ "topologies": ["sharded"] }], "operations": [], "outcome": [] },
            { "description": "two", "skipReason": "later", "operations": [] },
            { "description": "three", "operations": [], "expectLogMessages": [] }
          ]
        }
        """;

    private static readonly ServerFacts Server = new() { Version = new Version(8, 0, 0), Topology = "replicaset" };

    [Fact]
    public void A_file_is_read_with_its_extended_JSON()
    {
        var file = TestFile.Parse("crud/f.json", Json);

        Assert.Equal(new Version(1, 4, 0), file.SchemaVersion);
        Assert.True(file.InitialData.Single().Documents.Single()["n"].IsInt64);
        Assert.Equal("find", file.Tests[0].Operations.Single().Name);
        Assert.Equal("crud/f.json: one", file.Tests[0].ToString());
    }

    [Fact]
    public void Tests_of_one_description_are_told_apart()
    {
        Assert.Equal(["one", "one #2", "two", "three"], TestFile.Parse("f.json", Json).Tests.Select(x => x.Description));
    }

    [Fact]
    public void What_a_server_need_not_meet_says_why()
    {
        var tests = TestFile.Parse("f.json", Json).Tests;

        Assert.Null(tests[0].NotApplicableTo(Server));
        Assert.Contains("sharded", tests[1].NotApplicableTo(Server), StringComparison.Ordinal);
        Assert.Contains("later", tests[2].NotApplicableTo(Server), StringComparison.Ordinal);
        Assert.Contains("4.0", tests[0].NotApplicableTo(Server with { Version = new Version(3, 6, 0) }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_runner_cannot_observe_is_named()
    {
        Assert.Equal("expectLogMessages", TestFile.Parse("f.json", Json).Tests[3].Unobservable);
    }

    [Theory]
    [InlineData("\"schemaVersion\": \"1.4\"", "\"schemaVersion\": \"2.0\"")]
    [InlineData("\"description\": \"d\"", "\"description\": \"d\", \"novelty\": 1")]
    [InlineData("\"name\": \"find\"", "\"name\": \"find\", \"novelty\": 1")]
    public void What_the_runner_does_not_know_is_refused(string known, string unknown)
    {
        Assert.Throws<UnsupportedByRunnerException>(() => TestFile.Parse("f.json", Json.Replace(known, unknown, StringComparison.Ordinal)));
    }
}
