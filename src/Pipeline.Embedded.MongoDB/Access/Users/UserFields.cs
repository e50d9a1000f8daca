using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary>What <c>createUser</c> and <c>updateUser</c> say of a user.</summary>
internal sealed record UserFields
{
    public required string Name { get; init; }

    public string? Password { get; init; }

    public IReadOnlyList<ScramMechanism>? Mechanisms { get; init; }

    public IReadOnlyList<RoleName>? Roles { get; init; }

    public BsonDocument? CustomData { get; init; }

    public BsonArray? AuthenticationRestrictions { get; init; }

    public static UserFields Read(CommandRequest request)
    {
        var body = request.Body;
        var name = body.Text(body.Name) ?? "";
        var password = body.Text("pwd");
        var digests = !body.Has("digestPassword") || body.Flag("digestPassword");
        var fields = new UserFields
        {
            Name = name,
            Password = password,
            Mechanisms = ReadMechanisms(body),
            Roles = body.Array("roles") is { } roles ? Granting(roles, request.Database) : null,
            CustomData = body.Object("customData"),
            AuthenticationRestrictions = body.Array("authenticationRestrictions"),
        };
        body.RejectUnknown();
        if (name.Length == 0)
            throw new CommandException(ServerError.BadValue, "User document needs 'user' field to be non-empty");
        if (password is { Length: 0 })
            throw new CommandException(ServerError.BadValue, "Password cannot be empty");
        if (!digests)
            throw new CommandException(ServerError.BadValue, "Use of SCRAM-SHA-256 requires undigested passwords");
        if (fields.AuthenticationRestrictions is { Count: > 0 })
            throw new CommandException(ServerError.BadValue, "This embedded server has no authentication restrictions: it listens on 127.0.0.1 only.");
        return fields;
    }

    /// <exception cref="CommandException">RoleNotFound.</exception>
    public static IReadOnlyList<RoleName> Granting(BsonArray roles, string database)
    {
        RoleName[] names = [.. roles.Select(x => RoleName.Parse(x, database)).Distinct()];
        return Array.Find(names, x => BuiltInRole.Find(x) is null) is { } unknown
            ? throw new CommandException(ServerError.RoleNotFound, $"Could not find role: {unknown}")
            : names;
    }

    private static ScramMechanism[]? ReadMechanisms(CommandBody body)
    {
        if (body.Array("mechanisms") is not { } given)
            return null;
        if (given.Count == 0)
            throw new CommandException(ServerError.BadValue, "mechanisms field must not be empty");
        return [.. given.Select(x => ScramMechanism.Find(x.ToString()!) ?? throw new CommandException(ServerError.BadValue, $"Unknown auth mechanism '{x}'")).Distinct()];
    }
}
