using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Tests.Expressions;

namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

/// <summary>Pipelines, documents and results as JSON.</summary>
internal static class Pipelines
{
    public static PipelineOptions Options { get; } = new() { Database = "db", Collection = "c" };

    public static AggregationPipeline Parse(string stages, PipelineOptions? options = null) =>
        AggregationPipeline.Parse(Evaluated.Read(stages).AsBsonArray, options ?? Options);

    public static BsonArray Documents(string json) => Evaluated.Read(json).AsBsonArray;

    public static BsonArray Run(string stages, string input, InMemoryServer? server = null) =>
        [.. Parse(stages).Run(Documents(input).Cast<BsonDocument>(), server ?? new InMemoryServer())];

    public static void Yields(string expected, string stages, string input, InMemoryServer? server = null) =>
        Assert.Equal(Evaluated.Show(Evaluated.Read(expected)), Evaluated.Show(Run(stages, input, server)));

    public static CommandException Fails(int code, string stages, string input = "[{_id: 1}]", PipelineOptions? options = null, InMemoryServer? server = null)
    {
        var error = Assert.Throws<CommandException>(() => Parse(stages, options).Run(Documents(input).Cast<BsonDocument>(), server ?? new InMemoryServer()).ToArray());
        Assert.Equal(code, error.Code);
        return error;
    }

    public static InMemoryServer With(string collection, string documents)
    {
        var server = new InMemoryServer();
        server[collection].AddRange(Documents(documents).Cast<BsonDocument>());
        return server;
    }
}
