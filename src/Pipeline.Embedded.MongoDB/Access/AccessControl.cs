using System.Collections.Concurrent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Access.Users;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Access;

/// <summary>Who may do what, where the server asks for authentication.</summary>
internal sealed class AccessControl(bool isRequired)
{
    private static readonly string[] s_secrets = ["pwd", "payload"];

    /// <summary>Users as they were read last, with the bytes that they were read from: other bytes are another state of the user.</summary>
    private readonly ConcurrentDictionary<string, (byte[] Bytes, User User)> _users = new(StringComparer.Ordinal);

    public bool IsRequired => isRequired;

    /// <summary>Makes the user that the options name, if there is none of that name.</summary>
    public async Task EnsureFirstUserAsync(ServerContext server, CancellationToken cancellationToken)
    {
        if (server.Options is not { UserName: { } name, Password: { } password } || FindUser(server, "admin", name) is not null)
            return;
        var user = UserDocuments.New("admin", name, password, ScramMechanism.All, [RoleName.Root]);
        await server.Store.WriteAsync(
            new WriteOptions { IsJournaled = true },
            batch =>
            {
                UserDocuments.Insert(batch, user);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a hello asks of authentication: <c>saslSupportedMechs</c>, <c>speculativeAuthenticate</c>.</summary>
    public void AddToHello(CommandRequest request, BsonDocument reply)
    {
        var (server, body) = (request.Server, request.Body);
        if (body.Text("saslSupportedMechs") is { } name && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && FindUser(server, name[..dot], name[(dot + 1)..]) is { } user)
            reply["saslSupportedMechs"] = new BsonArray(user.Mechanisms);
        if (body.Object("speculativeAuthenticate") is not { } begun || !begun.Contains("saslStart"))
            return;

        try
        {
            var start = new CommandBody("saslStart", begun);
            reply["speculativeAuthenticate"] = SaslStart.Begin(server, request.Connection, start, start.Text("db") ?? "admin");
        }
        catch (CommandException)
        {
            // The hello succeeds all the same: the client authenticates in full, and is told then.
        }
    }

    public User? FindUser(ServerContext server, string database, string name)
    {
        var id = User.IdOf(database, name);
        if (UserDocuments.Find(server.Store.Current, id) is not { } found)
        {
            _users.TryRemove(id, out _);
            return null;
        }

        if (_users.TryGetValue(id, out var known) && ReferenceEquals(known.Bytes, found.Bytes))
            return known.User;
        var user = User.Parse(Documents.Decode(found.Bytes));
        _users[id] = (found.Bytes, user);
        return user;
    }

    /// <summary>The user that a connection is authenticated as, if it still exists.</summary>
    public User? UserOf(ServerContext server, ClientConnection connection) =>
        connection.User is { } user ? FindUser(server, user.Database, user.Name) : null;

    /// <summary>What a connection may do on a database: everything, where authentication isn't required.</summary>
    public Rights RightsOn(ServerContext server, ClientConnection connection, string database) =>
        isRequired ? UserOf(server, connection)?.RightsOn(database) ?? Rights.None : Rights.All;

    /// <exception cref="CommandException">Unauthorized.</exception>
    public void Require(ServerContext server, ClientConnection connection, BsonDocument body)
    {
        if (!isRequired)
            return;

        var command = body.GetElement(0).Name;
        var database = body.GetValue("$db", "admin").ToString()!;
        if (UserOf(server, connection) is not { } user)
        {
            // Somebody has to make the first user.
            if (command == "createUser" && database == "admin" && !UserDocuments.All(server.Store.Current).Any())
                return;
            throw new CommandException(ServerError.Unauthorized, $"Command {command} requires authentication");
        }

        if (IsOfOneself(user, command, body[0], database))
            return;
        foreach (var need in CommandNeeds.Of(body, database))
        {
            if (!need.IsMetBy(user.RightsOn(need.Database)))
                throw new CommandException(ServerError.Unauthorized, $"not authorized on {database} to execute command {ShellText.Of(WithoutSecrets(body))}");
        }
    }

    /// <summary>Everybody may look at themselves.</summary>
    private static bool IsOfOneself(User user, string command, BsonValue whom, string database) => command == "usersInfo" && whom switch
    {
        BsonString { Value: var name } => name == user.Name && database == user.Database,
        BsonDocument document => document.GetValue("user", BsonNull.Value) == user.Name && document.GetValue("db", database) == user.Database,
        _ => false,
    };

    private static BsonDocument WithoutSecrets(BsonDocument body) => new(body.Select(x => Array.IndexOf(s_secrets, x.Name) >= 0 ? new BsonElement(x.Name, "xxx") : x));
}
