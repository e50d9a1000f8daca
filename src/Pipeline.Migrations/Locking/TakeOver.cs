using MongoDB.Bson;
using Pipeline.Migrations.Journaling;

namespace Pipeline.Migrations.Locking;

/// <summary>A run that died and whose lock was taken over, as an entry of the history.</summary>
internal static class TakeOver
{
    public static HistoryEntry Read(BsonDocument document) => new()
    {
        Version = 0,
        Name = $"run {document["token"]}, begun {document["since"].ToUniversalTime():u}",
        Action = "take-over",
        Outcome = $"by run {document["takenBy"]}",
        At = document["at"].ToUniversalTime(),
        By = document["by"].AsString,
        Host = document["host"].AsString,
        Run = document["token"].ToInt64(),
    };
}
