using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The format's "Common Options" as the driver's objects.</summary>
internal static class CommonOptions
{
    public static ReadConcern? ReadConcern(BsonValue? value)
    {
        if (value is null)
            return null;
        if (value.AsBsonDocument.Names.FirstOrDefault(x => x != "level") is { } unknown)
            throw new UnsupportedByRunnerException($"The runner doesn't know '{unknown}' of a read concern.");
        return value.AsBsonDocument.TryGetValue("level", out var level)
            ? new ReadConcern(Enum.Parse<ReadConcernLevel>(level.AsString, ignoreCase: true))
            : global::MongoDB.Driver.ReadConcern.Default;
    }

    public static WriteConcern? WriteConcern(BsonValue? value)
    {
        if (value is null)
            return null;
        var concern = new WriteConcern();
        foreach (var element in value.AsBsonDocument)
        {
            concern = element.Name switch
            {
                "w" => concern.With(w: element.Value is BsonString mode ? new WriteConcern.WMode(mode.Value) : new WriteConcern.WCount(element.Value.ToInt32())),
                "wtimeoutMS" or "wtimeout" => concern.With(wTimeout: TimeSpan.FromMilliseconds(element.Value.ToDouble())),
                "journal" or "j" => concern.With(journal: element.Value.AsBoolean),
                _ => throw new UnsupportedByRunnerException($"The runner doesn't know '{element.Name}' of a write concern."),
            };
        }

        return concern;
    }

    public static ReadPreference? ReadPreference(BsonValue? value)
    {
        if (value is null)
            return null;
        var document = value.AsBsonDocument;
        if (document.Names.FirstOrDefault(x => x is not ("mode" or "tagSets" or "maxStalenessSeconds")) is { } unknown)
            throw new UnsupportedByRunnerException($"The runner doesn't know '{unknown}' of a read preference.");
        var mode = Enum.Parse<ReadPreferenceMode>(document["mode"].AsString, ignoreCase: true);
        var tags = document.TryGetValue("tagSets", out var sets) ? sets.AsBsonArray.Select(x => new TagSet(x.AsBsonDocument.Select(y => new Tag(y.Name, y.Value.AsString)))) : null;
        var staleness = document.TryGetValue("maxStalenessSeconds", out var seconds) ? TimeSpan.FromSeconds(seconds.ToDouble()) : (TimeSpan?)null;
        return new ReadPreference(mode, tags, staleness);
    }

    public static Collation? Collation(BsonValue? value) => value is null ? null : global::MongoDB.Driver.Collation.FromBsonDocument(value.AsBsonDocument);

    public static TransactionOptions TransactionOptions(BsonDocument document, IReadOnlyCollection<string>? others = null)
    {
        string[] known = ["readConcern", "readPreference", "writeConcern", "maxCommitTimeMS", .. others ?? []];
        if (document.Names.FirstOrDefault(x => !known.Contains(x)) is { } unknown)
            throw new UnsupportedByRunnerException($"The runner doesn't know '{unknown}' of a transaction's options.");
        return new TransactionOptions(
            ReadConcern(document.GetValue("readConcern", null)) ?? default(Optional<ReadConcern>),
            ReadPreference(document.GetValue("readPreference", null)) ?? default(Optional<ReadPreference>),
            WriteConcern(document.GetValue("writeConcern", null)) ?? default(Optional<WriteConcern>),
            document.TryGetValue("maxCommitTimeMS", out var time) ? TimeSpan.FromMilliseconds(time.ToDouble()) : default(Optional<TimeSpan?>));
    }
}
