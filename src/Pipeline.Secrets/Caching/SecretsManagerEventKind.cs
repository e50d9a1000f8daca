namespace Pipeline.Secrets.Caching;

/// <summary>What a secrets manager has to say.</summary>
public enum SecretsManagerEventKind
{
    /// <summary>A secret has a new version.</summary>
    Changed,

    /// <summary>The store didn't give the secret; the previous value is served. Said once for each time that it goes away.</summary>
    StoreAway,

    /// <summary>The store gives the secret again.</summary>
    StoreBack,

    /// <summary>The previous value is too old to be served any longer.</summary>
    Expired,

    /// <summary>The secret was deleted from the store; its value is no longer served.</summary>
    Deleted,

    /// <summary>Who was told of a new version failed to take it, and will be told again; or holds the one before until the process is started again.</summary>
    NotTaken,
}
