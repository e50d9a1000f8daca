using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>An operation of a test, with what is expected of it.</summary>
internal sealed record OperationDescription
{
    private static readonly string[] Known = ["name", "object", "arguments", "expectError", "expectResult", "saveResultAsEntity", "ignoreResultAndError"];

    public required string Name { get; init; }

    /// <summary>The entity it is an operation of, or "testRunner".</summary>
    public required string Target { get; init; }

    public required BsonDocument Arguments { get; init; }

    public BsonDocument? ExpectError { get; init; }

    public BsonValue? ExpectResult { get; init; }

    public string? SaveResultAsEntity { get; init; }

    public bool IgnoreResultAndError { get; init; }

    public static OperationDescription Parse(BsonDocument document)
    {
        if (document.Names.FirstOrDefault(x => !Known.Contains(x)) is { } unknown)
            throw new UnsupportedByRunnerException($"The runner doesn't know the field '{unknown}' of an operation.");
        return new OperationDescription
        {
            Name = document["name"].AsString,
            Target = document["object"].AsString,
            Arguments = document.GetValue("arguments", new BsonDocument()).AsBsonDocument,
            ExpectError = document.GetValue("expectError", null)?.AsBsonDocument,
            ExpectResult = document.GetValue("expectResult", null),
            SaveResultAsEntity = document.GetValue("saveResultAsEntity", null)?.AsString,
            IgnoreResultAndError = document.GetValue("ignoreResultAndError", false).ToBoolean(),
        };
    }
}
