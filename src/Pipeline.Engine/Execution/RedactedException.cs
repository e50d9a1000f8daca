using Pipeline.Errors;

namespace Pipeline.Engine.Execution;

/// <summary>Stands for an exception whose text holds a secret; what is shown of it is masked, its type and id are kept in words.</summary>
internal static class RedactedException
{
    public static Exception Of(Exception exception, Func<string, string> redact)
    {
        var text = exception.ToString();
        if (redact(text) == text)
            return exception;
        return exception is PipelineException pipeline
            ? new PipelineException(pipeline.Code, redact(pipeline.Message)) { ExitCode = pipeline.ExitCode }
            : new InvalidOperationException($"{exception.GetType().Name}: {redact(exception.Message)}");
    }
}
