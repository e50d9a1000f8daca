using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using Pipeline.Migrations.Reviewing;

namespace Pipeline.Cli.Showing;

/// <summary>A review of indexes as JSON; MongoDB's documents as relaxed extended JSON.</summary>
internal static class ReviewJson
{
    private static readonly JsonWriterSettings s_relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    public static string Write(IndexReview review) => CliJson.Write(new
    {
        Indexes = review.Indexes.Select(x => new { x.Collection, x.Name, x.SizeBytes, x.Uses, x.Since, Definition = Node(x.Definition) }),
        review.Findings,
        Queries = review.Queries.Select(x => new { x.Shape.Name, x.Shape.Collection, Filter = Node(x.Shape.Filter), Sort = Node(x.Shape.Sort), x.Index, x.IsSound, x.Message }),
    });

    private static JsonNode? Node(BsonDocument? document) => document is null ? null : JsonNode.Parse(document.ToJson(s_relaxed));
}
