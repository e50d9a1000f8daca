namespace Pipeline.Secrets.Caching;

/// <summary>How a <see cref="ProductionSecretsManager"/> keeps what it read.</summary>
public sealed record SecretsManagerOptions
{
    /// <summary>Secrets without which there is no point in starting. Default none.</summary>
    public IReadOnlyList<SecretName> Required { get; init; } = [];

    /// <summary>How long a value is used before it is read again. Default 5 min.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How old a value may get while the store is away. Default 1 h; after that there is none, rather than one that may have been revoked long ago.</summary>
    public TimeSpan StaleLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The wait after a failed read before the store is asked for the same secret again. Default 10 s; what the store itself asks for goes first, up to the time to live.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for one read, with its retries. Default 15 s.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told what a log should say: values that change, the store going away and coming back. Default nobody.</summary>
    public IProgress<SecretsManagerEvent>? Events { get; init; }
}
