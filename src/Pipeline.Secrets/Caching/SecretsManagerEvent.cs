namespace Pipeline.Secrets.Caching;

/// <summary>Something that a log should say. It never holds a value.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">Which secret.</param>
/// <param name="Version">The version that is served from now on; null when there is none.</param>
/// <param name="Message">A sentence for the log.</param>
/// <param name="Error">The failure behind it, where there is one.</param>
public sealed record SecretsManagerEvent(SecretsManagerEventKind Kind, SecretName Name, string? Version, string Message, Exception? Error = null);
