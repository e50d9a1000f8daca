using System.Text;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>What a stream watches: a collection, a database, or all of the cluster.</summary>
internal sealed class ChangeStreamScope
{
    private readonly byte[] _prefix;
    private readonly bool _showsSystem;

    private ChangeStreamScope(string? database, string? collection, bool showsSystem)
    {
        Database = database;
        Collection = collection;
        _showsSystem = showsSystem;
        _prefix = Encoding.UTF8.GetBytes(collection is not null ? $"{database}.{collection}" : database is not null ? database + "." : "");
    }

    /// <summary><see langword="null"/> for all.</summary>
    public string? Database { get; }

    /// <summary><see langword="null"/> for all.</summary>
    public string? Collection { get; }

    /// <param name="database">The command's database.</param>
    /// <param name="collection">The command's collection; <see langword="null"/> for <c>{aggregate: 1}</c>.</param>
    /// <param name="options">The stage's options.</param>
    /// <exception cref="CommandException">There are no streams of it.</exception>
    public static ChangeStreamScope Of(string database, string? collection, ChangeStreamOptions options)
    {
        if (options.AllChangesForCluster && (database != "admin" || collection is not null))
            throw new CommandException(ServerError.InvalidOptions, $"A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name; found {database}.{collection ?? "$cmd.aggregate"}");
        if (database is "local" or "config" || (database == "admin" && !options.AllChangesForCluster))
            throw new CommandException(ServerError.InvalidNamespace, $"$changeStream may not be opened on the internal {database} database");
        if (collection is not null && new Namespace(database, collection).IsSystem)
            throw new CommandException(ServerError.InvalidNamespace, $"$changeStream may not be opened on the internal {database}.{collection} collection");
        if (collection is not null && options.Token is { IsHighWaterMark: false, Collection: null })
            throw new CommandException(ServerError.InvalidResumeToken, "Attempted to resume a single-collection stream, but the resume token does not include a UUID");
        return new ChangeStreamScope(options.AllChangesForCluster ? null : database, collection, options.ShowSystemEvents);
    }

    public bool Includes(Namespace ns) => Includes(Encoding.UTF8.GetBytes(ns.ToString()));

    /// <param name="ns">The full name, as UTF-8.</param>
    public bool Includes(ReadOnlySpan<byte> ns)
    {
        if (Collection is not null)
            return ns.SequenceEqual(_prefix);
        if (!ns.StartsWith(_prefix))
            return false;
        if (Database is null && (ns.StartsWith("admin."u8) || ns.StartsWith("config."u8) || ns.StartsWith("local."u8)))
            return false;
        var collection = ns[(ns.IndexOf((byte)'.') + 1)..];
        return !collection.StartsWith("$"u8) && (_showsSystem || !collection.StartsWith("system."u8));
    }

    /// <summary>Whether a database is watched as a whole. Where one collection is watched, the database's end isn't said: its collections went before.</summary>
    public bool IncludesDatabase(string database) => Collection is null && (Database == database || (Database is null && database is not ("admin" or "config" or "local")));

    /// <summary>Whether an event of this kind ends the stream.</summary>
    public bool EndsWith(string operationType) => operationType switch
    {
        "drop" or "rename" => Collection is not null,
        "dropDatabase" => Database is not null,
        _ => false,
    };
}
