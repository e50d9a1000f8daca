using System.Net;
using Pipeline.Errors;

namespace Pipeline.Containers.Registries;

/// <summary>A registry didn't do what it was asked.</summary>
public sealed class RegistryException : PipelineException
{
    internal RegistryException(ErrorCode code, string message, Exception? innerException = null)
        : base(code, message, innerException)
    {
    }

    /// <summary>The answer's status; null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The codes of the registry's own error body, such as <c>DENIED</c> or <c>MANIFEST_UNKNOWN</c> (OCI distribution-spec, error codes).</summary>
    public IReadOnlyList<string> RegistryCodes { get; init; } = [];

    /// <summary>True when the same request may succeed a little later: it was sent again a few times before this was thrown.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the registry asks to wait; null when it didn't say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
