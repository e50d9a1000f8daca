namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>The connection is to be closed without a reply.</summary>
internal sealed class ConnectionClosedException() : Exception("A fail point closes the connection.");
