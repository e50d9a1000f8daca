using Pipeline.Errors;

namespace Pipeline.Secrets;

/// <summary>A secret store refused or failed. The message never holds a value.</summary>
public class SecretStoreException(ErrorCode code, string message, Exception? innerException = null) : PipelineException(code, message, innerException)
{
    /// <summary>True for a store that is away, sealed, slow or throttling; false for one that said no.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the store asked to be left alone, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
