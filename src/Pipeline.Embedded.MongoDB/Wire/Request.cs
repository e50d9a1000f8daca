using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>A message of a client, taken apart.</summary>
internal sealed record Request
{
    public required int Id { get; init; }

    public required BsonDocument Body { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Sequences { get; init; } = new Dictionary<string, IReadOnlyList<byte[]>>();

    /// <summary>Whether the client waits for no reply.</summary>
    public bool IsUnacknowledged { get; init; }

    /// <summary>Whether it came as OP_QUERY, and is answered by OP_REPLY.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>What is wrong with it, where the client is told so and may go on.</summary>
    public CommandException? Error { get; init; }

    /// <summary>How it was compressed, and the reply shall be. Default not.</summary>
    public Compressor? Compressor { get; init; }
}
