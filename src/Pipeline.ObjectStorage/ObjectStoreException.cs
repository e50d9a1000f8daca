using Pipeline.Errors;

namespace Pipeline.ObjectStorage;

/// <summary>A store refused or failed. <see cref="IsTransient"/> says whether the same call may succeed later.</summary>
public class ObjectStoreException(ErrorCode code, string message, Exception? innerException = null) : PipelineException(code, message, innerException)
{
    /// <summary>True for a store that is away, slow or throttling; false for one that said no.</summary>
    public bool IsTransient { get; init; }
}
