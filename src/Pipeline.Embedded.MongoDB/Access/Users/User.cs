using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Access.Scram;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary>A document of <c>admin.system.users</c>.</summary>
internal sealed record User
{
    public required string Database { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<RoleName> Roles { get; init; }

    public required BsonDocument Document { get; init; }

    public static User Parse(BsonDocument document)
    {
        var database = document["db"].AsString;
        return new User
        {
            Database = database,
            Name = document["user"].AsString,
            Roles = [.. document.GetValue("roles", new BsonArray()).AsBsonArray.Select(x => RoleName.Parse(x, database))],
            Document = document,
        };
    }

    public static string IdOf(string database, string name) => $"{database}.{name}";

    public IEnumerable<string> Mechanisms => Document.GetValue("credentials", BsonNull.Value) is BsonDocument credentials ? credentials.Names : [];

    public ScramCredential? Credential(ScramMechanism mechanism) =>
        Document.GetValue("credentials", BsonNull.Value) is BsonDocument credentials && credentials.TryGetValue(mechanism.Name, out var kept)
            ? ScramCredential.Parse(kept.AsBsonDocument)
            : null;

    public Rights RightsOn(string database)
    {
        var rights = Rights.None;
        foreach (var name in Roles)
        {
            if (BuiltInRole.Find(name) is { } role)
                rights |= role.On(database, name.Database);
        }

        return rights;
    }
}
