using MongoDB.Bson;

namespace AgentKit.Server.Files.Storage;

/// <summary>Where a file's object is. A key holds nothing that a caller chose.</summary>
internal static class ObjectKeys
{
    public const string QuarantinePrefix = "quarantine/", CleanPrefix = "clean/";

    public static string Quarantine(ObjectId id) => $"{QuarantinePrefix}{id}";

    public static string Clean(ObjectId id) => $"{CleanPrefix}{id}";

    /// <summary>The file's id, or null for an object that isn't ours.</summary>
    public static ObjectId? IdOf(string key) => ObjectId.TryParse(key[(key.LastIndexOf('/') + 1)..], out var id) ? id : null;
}
