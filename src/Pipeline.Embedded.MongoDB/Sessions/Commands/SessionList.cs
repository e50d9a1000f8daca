using System.Security.Cryptography;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary>Sessions in lists: those that commands name, and those that <c>$listSessions</c> shows.</summary>
internal static class SessionList
{
    /// <summary>Of nobody: the digest of an empty name.</summary>
    private static readonly BsonBinaryData s_nobody = new(SHA256.HashData([]));

    public static IEnumerable<BsonDocument> Ids(CommandBody body) =>
        body.Array(body.Name)!.Select((x, i) => x as BsonDocument ?? throw body.WrongType($"{body.Name}.{i}", x, "object"));

    public static IEnumerable<BsonDocument> Of(SessionCatalog sessions) => sessions.All.Select(x => new BsonDocument
    {
        { "_id", new BsonDocument { { "id", x.Id["id"] }, { "uid", x.Id.GetValue("uid", s_nobody) } } },
        { "lastUse", x.LastUse },
    });
}
