using System.Runtime.ExceptionServices;
using Pipeline.Errors;

namespace Pipeline.Engine.Execution;

/// <summary>Stands for an exception whose text holds a secret; what is shown of it is masked, its type and id are kept in words.</summary>
internal static class RedactedException
{
    public static Exception Of(Exception exception, Func<string, string> redact)
    {
        try
        {
            var text = exception.ToString();
            return redact(text) == text ? exception : Masked(exception, redact);
        }
        catch (Exception unreadable)
        {
            // An exception class of the build's own may fail to describe itself.
            return new InvalidOperationException($"{exception.GetType().Name}, whose text can't be read ({unreadable.GetType().Name}).");
        }
    }

    private static Exception Masked(Exception exception, Func<string, string> redact)
    {
        var inner = exception.InnerException is { } cause ? Of(cause, redact) : null;
        Exception masked = exception is PipelineException pipeline
            ? new PipelineException(pipeline.Code, redact(pipeline.Message), inner) { ExitCode = pipeline.ExitCode }
            : new InvalidOperationException($"{exception.GetType().Name}: {redact(exception.Message)}", inner);
        return exception.StackTrace is { } trace ? ExceptionDispatchInfo.SetRemoteStackTrace(masked, redact(trace)) : masked;
    }
}
