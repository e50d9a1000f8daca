using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary>Rights as <c>showPrivileges</c> lists them: resources, each with actions.</summary>
internal static class PrivilegeList
{
    private static readonly (Rights Right, string[] Actions)[] s_actions =
    [
        (Rights.Read, ["changeStream", "collStats", "dbHash", "dbStats", "find", "killCursors", "listCollections", "listIndexes", "listSearchIndexes", "planCacheRead"]),
        (Rights.Write, ["convertToCapped", "createCollection", "createIndex", "dropCollection", "dropIndex", "insert", "remove", "renameCollectionSameDB", "update"]),
        (Rights.Administer, ["bypassDocumentValidation", "collMod", "collStats", "compact", "convertToCapped", "createCollection", "createIndex", "dbStats", "dropCollection", "dropDatabase", "dropIndex", "enableProfiler", "listCollections", "listIndexes", "reIndex", "renameCollectionSameDB", "validate"]),
        (Rights.ManageUsers, ["changeCustomData", "changePassword", "createUser", "dropUser", "grantRole", "revokeRole", "viewRole", "viewUser"]),
    ];

    private static readonly (Rights Right, string[] Actions)[] s_serverActions =
    [
        (Rights.Monitor, ["connPoolStats", "getCmdLineOpts", "getDefaultRWConcern", "getLog", "getParameter", "hostInfo", "inprog", "listDatabases", "listSessions", "replSetGetConfig", "replSetGetStatus", "serverStatus", "top"]),
        (Rights.Operate, ["fsync", "invalidateUserCache", "killAnyCursor", "killAnySession", "killop", "logRotate", "setDefaultRWConcern", "setParameter", "unlock"]),
        (Rights.AnyAction, ["anyAction"]),
    ];

    public static BsonArray Of(IEnumerable<RoleName> roles)
    {
        var privileges = new BsonArray();
        foreach (var name in roles)
        {
            if (BuiltInRole.Find(name) is not { } role)
                continue;
            Add(privileges, new BsonDocument { { "db", name.Database }, { "collection", "" } }, role.OnItsDatabase, s_actions);
            Add(privileges, new BsonDocument { { "db", "" }, { "collection", "" } }, role.OnDatabases | role.OnServer, s_actions);
            Add(privileges, new BsonDocument("cluster", true), role.OnServer, s_serverActions);
        }

        return privileges;
    }

    private static void Add(BsonArray privileges, BsonDocument resource, Rights rights, (Rights Right, string[] Actions)[] groups)
    {
        var actions = groups.Where(x => rights.HasFlag(x.Right)).SelectMany(x => x.Actions).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (actions.Length > 0)
            privileges.Add(new BsonDocument { { "resource", resource }, { "actions", new BsonArray(actions) } });
    }
}
