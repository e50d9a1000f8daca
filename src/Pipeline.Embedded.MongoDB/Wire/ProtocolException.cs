namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>A client sent what isn't MongoDB's protocol. The connection is closed.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
