namespace Pipeline.Errors;

/// <summary>An error with an id. The message says what, which value, and what to do next; it is shown without a stack trace.</summary>
public class PipelineException : Exception
{
    /// <summary>An error with its id, its message and, where there is one, the failure below it.</summary>
    public PipelineException(ErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>The declaration: id, cause and cure.</summary>
    public ErrorCode Code { get; }

    /// <summary>The process's exit code for this error: 1 something failed (the default), 2 bad usage.</summary>
    public int ExitCode { get; init; } = 1;
}
