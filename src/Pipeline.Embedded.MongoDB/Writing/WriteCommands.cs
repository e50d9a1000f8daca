using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What the write commands have in common in their fields.</summary>
internal static class WriteCommands
{
    private const int MaxBatch = 100_000;

    /// <summary>The documents of a field: beside the body, or an array in it.</summary>
    public static IReadOnlyList<byte[]> Sequence(CommandRequest request, string field)
    {
        var documents = request.Sequences.TryGetValue(field, out var sequence)
            ? sequence
            : [.. (request.Body.Array(field) ?? throw request.Body.Missing(field)).Select((x, i) => Documents.Encode(x as BsonDocument ?? throw request.Body.WrongType($"{field}.{i}", x, "object")))];
        return documents.Count is > 0 and <= MaxBatch
            ? documents
            : throw new CommandException(ServerError.InvalidLength, $"Write batch sizes must be between 1 and {MaxBatch}. Got {documents.Count} operations.");
    }

    public static bool IsOrdered(CommandBody body) => body.Value("ordered") is null || body.Flag("ordered");

    /// <summary>A client may say which collection it thinks it writes to.</summary>
    public static void RequireUuid(CommandRequest request, Namespace ns)
    {
        if (request.Body.Value("collectionUUID") is not { } given)
            return;
        var uuid = Uuids.Read(given);
        if (request.View().Find(ns)?.Uuid == uuid)
            return;
        var actual = request.View().All().FirstOrDefault(x => x.Uuid == uuid && x.Namespace.Database == ns.Database);
        throw new CommandException(ServerError.CollectionUUIDMismatch, "Collection UUID does not match that specified")
        {
            Details = new BsonDocument
            {
                { "db", ns.Database },
                { "collectionUUID", given },
                { "expectedCollection", ns.Collection },
                { "actualCollection", (BsonValue?)actual?.Namespace.Collection ?? BsonNull.Value },
            },
        };
    }
}
