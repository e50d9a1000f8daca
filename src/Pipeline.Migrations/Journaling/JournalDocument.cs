using MongoDB.Bson;
using Pipeline.Errors;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations.Journaling;

/// <summary>A document of <c>_migrations</c>, read.</summary>
internal static class JournalDocument
{
    public static JournalEntry Read(BsonDocument document)
    {
        try
        {
            return Entry(document);
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or KeyNotFoundException)
        {
            throw new PipelineException(MigrationErrors.JournalUnreadable, $"The journal's document {document.GetValue("_id", BsonNull.Value)} can't be read: {exception.Message} Look at it; another tool may use the collection's name.", exception);
        }
    }

    private static JournalEntry Entry(BsonDocument document) => new()
    {
        Version = Version(document["_id"]),
        Name = document["name"].AsString,
        File = Text(document, "file") ?? "",
        Phase = JournalWords.Phase(document["phase"].AsString) ?? throw Unknown(document, "phase"),
        Kind = JournalWords.Kind(document["kind"].AsString) ?? throw Unknown(document, "kind"),
        Checksum = Text(document, "checksum") ?? "",
        State = JournalWords.State(document["state"].AsString) ?? throw Unknown(document, "state"),
        Sequence = document.GetValue("sequence", 0).ToInt64(),
        Run = document.GetValue("run", 0).ToInt64(),
        StartedBy = Text(document, "startedBy") ?? "",
        Host = Text(document, "host") ?? "",
        ProcessId = document.GetValue("pid", 0).ToInt32(),
        StartedAt = Date(document, "startedAt"),
        FinishedAt = Date(document, "finishedAt"),
        Duration = document.TryGetValue("durationMs", out var duration) ? TimeSpan.FromMilliseconds(duration.ToDouble()) : null,
        Error = Text(document, "error"),
        Checkpoint = document.TryGetValue("checkpoint", out var checkpoint) ? Checkpoint(checkpoint.AsBsonDocument) : null,
        IsRedo = document.Contains("redo"),
        IsClaimed = document.Contains("fence"),
        RestorePoint = Text(document, "restorePoint"),
        RunsWith = document.TryGetValue("runsWith", out var range) ? Range(range.AsBsonDocument) : ApplicationRange.Any,
        History = document.TryGetValue("history", out var history) ? [.. history.AsBsonArray.Select(x => History(document, x.AsBsonDocument))] : [],
    };

    private static long Version(BsonValue id) => id is BsonInt64 or BsonInt32 ? id.ToInt64() : throw new FormatException($"Its _id is no version but {id}.");

    private static HistoryEntry History(BsonDocument document, BsonDocument entry) => new()
    {
        Version = document["_id"].ToInt64(),
        Name = document["name"].AsString,
        Action = entry["action"].AsString,
        Outcome = entry["outcome"].AsString,
        At = entry["at"].ToUniversalTime(),
        Duration = entry.TryGetValue("durationMs", out var duration) ? TimeSpan.FromMilliseconds(duration.ToDouble()) : null,
        By = Text(entry, "by") ?? "",
        Host = Text(entry, "host") ?? "",
        Error = Text(entry, "error"),
        Run = entry.GetValue("run", 0).ToInt64(),
    };

    private static BatchCheckpoint Checkpoint(BsonDocument document) => new(
        document["change"].ToInt32(),
        document.TryGetValue("lastId", out var lastId) ? lastId : null,
        document["documents"].ToInt64(),
        document["batches"].ToInt64());

    private static ApplicationRange Range(BsonDocument document) => new(Text(document, "from"), Text(document, "before"), Text(document, "neededBy"));

    private static string? Text(BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.AsString : null;

    private static DateTime? Date(BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.ToUniversalTime() : null;

    private static FormatException Unknown(BsonDocument document, string field) => new($"Its {field} is '{document[field]}', which this version doesn't know.");
}
