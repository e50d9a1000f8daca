using MongoDB.Bson;

namespace AgentKit.Server.Files.Storage;

/// <summary>Where a file's object is. A key holds nothing that a caller chose.</summary>
internal static class ObjectKeys
{
    /// <summary>Where presigned requests put: their holder may write there until they expire, so what is checked is a copy elsewhere.</summary>
    public const string IncomingPrefix = "incoming/";

    /// <summary>What is stored and not yet known to be clean. Only this service writes there.</summary>
    public const string QuarantinePrefix = "quarantine/";

    /// <summary>What may be downloaded.</summary>
    public const string CleanPrefix = "clean/";

    public static string Incoming(ObjectId id) => $"{IncomingPrefix}{id}";

    public static string Quarantine(ObjectId id) => $"{QuarantinePrefix}{id}";

    public static string Clean(ObjectId id) => $"{CleanPrefix}{id}";

    /// <summary>The file's id, or null for an object that isn't ours.</summary>
    public static ObjectId? IdOf(string key) => ObjectId.TryParse(key[(key.LastIndexOf('/') + 1)..], out var id) ? id : null;
}
