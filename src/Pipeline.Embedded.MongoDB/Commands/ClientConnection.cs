using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A client's connection, and what was learnt of it.</summary>
internal sealed class ClientConnection(int id, string remote)
{
    public int Id { get; } = id;

    public string Remote { get; } = remote;

    /// <summary>What the client said of itself in its first hello.</summary>
    public BsonDocument? Metadata { get; set; }

    public string? ApplicationName => Metadata?.GetValue("application", BsonNull.Value) is BsonDocument application ? application.GetValue("name", BsonNull.Value) as BsonString is { } name ? name.Value : null : null;

    /// <summary>The database and name of the user that authenticated.</summary>
    public (string Database, string Name)? User { get; set; }

    /// <summary>A SASL conversation that isn't done.</summary>
    public object? Conversation { get; set; }
}
