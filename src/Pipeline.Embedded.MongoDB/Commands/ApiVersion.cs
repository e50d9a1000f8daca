using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>The stable API: version 1 is the only one, and strict clients get its commands only.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/stable-api/.</remarks>
internal static class ApiVersion
{
    private static readonly HashSet<string> s_first =
    [
        "abortTransaction", "aggregate", "authenticate", "bulkWrite", "collMod", "commitTransaction", "count", "create", "createIndexes", "delete", "drop",
        "dropDatabase", "dropIndexes", "endSessions", "explain", "find", "findAndModify", "getMore", "hello", "insert", "killCursors", "listCollections",
        "listDatabases", "listIndexes", "ping", "refreshSessions", "update", "saslStart", "saslContinue",
    ];

    public static bool Has(Command command) => s_first.Contains(command.Name);

    public static void Require(BsonDocument body, Command command)
    {
        if (!body.TryGetValue("apiVersion", out var version))
        {
            if (body.Names.FirstOrDefault(x => x is "apiStrict" or "apiDeprecationErrors") is { } alone)
                throw new CommandException(4886600, $"Provided {alone} without passing apiVersion");
            return;
        }

        if (version is not BsonString { Value: "1" })
            throw new CommandException(ServerError.APIVersionError, "API version must be \"1\"");
        if (body.GetValue("apiStrict", false).ToBoolean() && !Has(command))
            throw new CommandException(ServerError.APIStrictError, $"Provided apiStrict:true, but the command {command.Name} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://www.mongodb.com/docs/manual/reference/stable-api.");
    }
}
