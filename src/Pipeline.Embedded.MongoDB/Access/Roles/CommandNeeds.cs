using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>Which rights each command needs, and where. A command that isn't named here needs any action.</summary>
internal static class CommandNeeds
{
    private static readonly Dictionary<string, Rights> s_needs = Build(
        (Rights.None, ["ping", "hello", "isMaster", "ismaster", "buildInfo", "buildinfo", "connectionStatus", "logout", "saslStart", "saslContinue", "authenticate", "whatsmyuri", "listCommands", "features",
            "startSession", "endSessions", "refreshSessions", "killSessions", "commitTransaction", "abortTransaction", "getMore", "killCursors", "listDatabases", "listSessions"]),
        (Rights.Read, ["find", "aggregate", "count", "distinct"]),
        (Rights.Read | Rights.Administer, ["listIndexes", "dataSize", "listSearchIndexes"]),
        (Rights.Read | Rights.Administer | Rights.Monitor, ["collStats", "collstats", "dbStats", "dbstats"]),
        (Rights.Read | Rights.Write | Rights.Administer, ["listCollections"]),
        (Rights.Write, ["insert", "update", "delete", "findAndModify", "findandmodify"]),
        (Rights.Write | Rights.Administer, ["create", "drop", "createIndexes", "dropIndexes", "deleteIndexes", "collMod", "convertToCapped", "cloneCollectionAsCapped", "createSearchIndexes", "updateSearchIndex", "dropSearchIndex"]),
        (Rights.Administer | Rights.Operate, ["dropDatabase"]),
        (Rights.Administer, ["validate", "compact", "reIndex", "profile"]),
        (Rights.ManageUsers, ["createUser", "updateUser", "dropUser", "dropAllUsersFromDatabase", "grantRolesToUser", "revokeRolesFromUser", "usersInfo", "rolesInfo"]),
        (Rights.Monitor, ["serverStatus", "hostInfo", "getParameter", "getCmdLineOpts", "getLog", "replSetGetStatus", "replSetGetConfig", "currentOp", "top", "getDefaultRWConcern", "connPoolStats"]),
        (Rights.Operate, ["setParameter", "killOp", "fsync", "fsyncUnlock", "killAllSessions", "killAllSessionsByPattern", "logRotate", "setDefaultRWConcern", "configureFailPoint"]));

    public static IEnumerable<Need> Of(BsonDocument body, string database)
    {
        var (name, value) = (body.ElementCount == 0 ? "" : body.GetElement(0).Name, body.ElementCount == 0 ? BsonNull.Value : body[0]);
        switch (name)
        {
            case "explain" when value is BsonDocument explained:
                return Of(explained, database);
            case "renameCollection":
                return new[] { value, body.GetValue("to", "") }.Select(x => new Need(Rights.Write | Rights.Administer, DatabaseOf(x)));
            case "bulkWrite" when body.GetValue("nsInfo", BsonNull.Value) is BsonArray namespaces:
                return namespaces.Select(x => new Need(Rights.Write, DatabaseOf(x is BsonDocument info ? info.GetValue("ns", "") : "")));
            case "usersInfo" or "rolesInfo" when value is BsonDocument all && all.Contains("forAllDBs"):
                return [new Need(Rights.ManageUsers, "admin")];
            case "createUser" or "updateUser" or "grantRolesToUser" or "revokeRolesFromUser":
                return Granted(body, database).Append(database).Distinct().Select(x => new Need(Rights.ManageUsers, x));
            case "aggregate" when body.GetValue("pipeline", BsonNull.Value) is BsonArray pipeline:
                return PipelineNeeds.Of(pipeline, value, database);
            default:
                var needed = s_needs.GetValueOrDefault(name, Rights.AnyAction);
                return [new Need(IsOfUsers(value, database) ? OfUsers(needed) : needed, database)];
        }
    }

    /// <summary>Users and roles are kept in collections that the roles for collections don't reach.</summary>
    public static bool IsOfUsers(BsonValue collection, string database) => database == "admin" && collection is BsonString { Value: "system.users" or "system.roles" };

    private static Rights OfUsers(Rights needed) => needed.HasFlag(Rights.Write) ? Rights.WriteUsers : needed.HasFlag(Rights.Read) ? Rights.ReadUsers : needed;

    /// <summary>Who gives a role must be allowed to, in the role's database.</summary>
    private static IEnumerable<string> Granted(BsonDocument body, string database) =>
        body.GetValue("roles", BsonNull.Value) is BsonArray roles ? roles.Select(x => x is BsonDocument role && role.GetValue("db", BsonNull.Value) is BsonString of ? of.Value : database) : [];

    private static string DatabaseOf(BsonValue ns) => ns is BsonString { Value: var name } && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : "";

    private static Dictionary<string, Rights> Build(params (Rights AnyOf, string[] Commands)[] groups) =>
        groups.SelectMany(x => x.Commands.Select(y => (y, x.AnyOf))).ToDictionary(x => x.y, x => x.AnyOf, StringComparer.Ordinal);
}
