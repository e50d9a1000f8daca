namespace AgentKit.Server.Database;

/// <summary>
/// A document holds a value that this version doesn't know: a newer one wrote it, while both run. It isn't taken for another value; a request for the
/// document is answered by whoever knows it.
/// </summary>
internal sealed class UnknownValueException(string message) : FormatException(message);
