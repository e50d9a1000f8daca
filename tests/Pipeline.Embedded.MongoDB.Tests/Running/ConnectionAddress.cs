using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>A connection string with a client entity's uriOptions in place of its own.</summary>
internal static class ConnectionAddress
{
    public static string With(string connectionString, BsonDocument options)
    {
        var cut = connectionString.IndexOf('?', StringComparison.Ordinal);
        var address = cut < 0 ? connectionString : connectionString[..cut];
        var slash = address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3);
        var own = cut < 0 ? [] : connectionString[(cut + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var kept = own.Where(x => !options.Names.Contains(x.Split('=')[0], StringComparer.OrdinalIgnoreCase));
        var query = string.Join('&', kept.Concat(options.Select(Option)));
        return $"{address}{(slash < 0 ? "/" : "")}{(query.Length == 0 ? "" : "?")}{query}";
    }

    private static string Option(BsonElement option) => option.Value switch
    {
        BsonDocument or BsonArray => throw new UnsupportedByRunnerException($"The runner doesn't know how to write the URI option {option.Name} {option.Value}."),
        BsonBoolean flag => $"{option.Name}={(flag.Value ? "true" : "false")}",
        _ => $"{option.Name}={Uri.EscapeDataString(option.Value.ToString()!)}",
    };
}
