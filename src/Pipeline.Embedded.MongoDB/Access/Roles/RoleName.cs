using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>A role, and the database that it is of.</summary>
internal sealed record RoleName(string Role, string Database)
{
    public static RoleName Root { get; } = new("root", "admin");

    /// <summary>A name means a role of <paramref name="database"/>.</summary>
    public static RoleName Parse(BsonValue value, string database) => value switch
    {
        BsonString { Value: var name } => new RoleName(name, database),
        BsonDocument document when document.GetValue("role", BsonNull.Value) is BsonString role && document.GetValue("db", BsonNull.Value) is BsonString of => new RoleName(role.Value, of.Value),
        _ => throw new CommandException(ServerError.BadValue, "Role names must be either strings or objects with the fields 'role' and 'db'"),
    };

    public BsonDocument ToBson() => new() { { "role", Role }, { "db", Database } };

    public override string ToString() => $"{Role}@{Database}";
}
