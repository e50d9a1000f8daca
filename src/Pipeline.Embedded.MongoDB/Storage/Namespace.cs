using System.Buffers;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>A database and a collection in it.</summary>
internal readonly record struct Namespace(string Database, string Collection)
{
    private const int MaxBytes = 255;
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(" .\"$/\\\0");

    public static Namespace Oplog { get; } = new("local", "oplog.rs");

    public static Namespace Users { get; } = new("admin", "system.users");

    public static Namespace PreImages { get; } = new("config", "system.preimages");

    /// <summary>What retryable <c>findAndModify</c> commands answered.</summary>
    public static Namespace RetryAnswers { get; } = new("config", "image_collection");

    /// <summary>Where commands of a database that have no collection are said to be.</summary>
    public static Namespace Command(string database) => new(database, "$cmd");

    /// <summary>Whether what is written there is in the oplog.</summary>
    public bool IsReplicated => Database != "local" && IsLogged;

    /// <summary>Whether what is written there is said to anyone: what follows from the log isn't.</summary>
    public bool IsLogged => this != Oplog && this != PreImages && this != RetryAnswers;

    public bool IsSystem => Collection.StartsWith("system.", StringComparison.Ordinal);

    /// <summary>Splits <c>database.collection</c> at the first dot.</summary>
    public static Namespace Parse(string fullName)
    {
        var dot = fullName.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < fullName.Length - 1
            ? new Namespace(fullName[..dot], fullName[(dot + 1)..])
            : throw new CommandException(ServerError.InvalidNamespace, $"Invalid namespace specified '{fullName}'");
    }

    /// <summary>Refuses what MongoDB wouldn't take as a collection to make.</summary>
    /// <remarks>Source: https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions.</remarks>
    public Namespace RequireValid()
    {
        RequireValidDatabase(Database);
        if (Collection.Length == 0 || Collection[0] == '.' || Collection[^1] == '.' || Collection.Contains("..", StringComparison.Ordinal) || Collection.Contains('\0', StringComparison.Ordinal))
            throw new CommandException(ServerError.InvalidNamespace, $"Invalid namespace specified '{this}'");
        if (Collection.Contains('$', StringComparison.Ordinal) && Collection != "$cmd")
            throw new CommandException(ServerError.InvalidNamespace, $"Invalid collection name: {Collection}");
        if (System.Text.Encoding.UTF8.GetByteCount(ToString()) > MaxBytes)
            throw new CommandException(ServerError.InvalidNamespace, $"Fully qualified namespace is too long. Namespace: {this} Max: {MaxBytes}");
        return this;
    }

    public static void RequireValidDatabase(string database)
    {
        if (database.Length is 0 or > 63 || database.AsSpan().ContainsAny(s_forbidden))
            throw new CommandException(ServerError.InvalidNamespace, $"Invalid database name: '{database}'");
    }

    public override string ToString() => $"{Database}.{Collection}";
}
