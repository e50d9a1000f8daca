using System.Diagnostics.CodeAnalysis;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Pipeline.Errors;
using Serilog;

namespace Nuke.Common;

/// <summary>Runs build code that may fail.</summary>
public static class ControlFlow
{
    /// <summary>Fails the target.</summary>
    [Obsolete("Use Assert.Fail")]
    [DoesNotReturn]
    public static void Fail(string text, Exception? exception = null) => Common.Assert.Fail(text, exception);

    /// <summary>Fails the target unless a condition holds.</summary>
    [Obsolete("Use Assert.True")]
    public static void Assert([DoesNotReturnIf(false)] bool condition, string text) => Common.Assert.True(condition, text);

    /// <summary>Runs an action; what it throws becomes a warning.</summary>
    public static void SuppressErrors(Action action, bool includeStackTrace = false, bool logWarning = true)
        => SuppressErrors<object?>(
            () =>
            {
                action();
                return null;
            },
            includeStackTrace: includeStackTrace,
            logWarning: logWarning);

#nullable disable annotations // As in NUKE: null where no default is given, and builds don't check.
    /// <summary>Returns what a function returns; if it throws, a warning is shown and <paramref name="defaultValue"/> returned.</summary>
    public static T SuppressErrors<T>(Func<T> action, T defaultValue = default!, bool includeStackTrace = false, bool logWarning = true)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (logWarning)
                Warn(exception.Unwrap(), includeStackTrace);
            return defaultValue;
        }
    }
#nullable restore annotations

    /// <summary>Returns what a function returns; if it throws, a warning is shown and an empty sequence returned.</summary>
    public static IEnumerable<T> SuppressErrors<T>(Func<IEnumerable<T>> action, bool includeStackTrace = false)
        => SuppressErrors<IEnumerable<T>?>(() => action().ToList(), includeStackTrace: includeStackTrace) ?? [];

    /// <summary>Runs an action until it succeeds, at most <paramref name="retryAttempts"/> times.</summary>
    /// <param name="action">What to run.</param>
    /// <param name="cleanup">Runs after each attempt, failed or not.</param>
    /// <param name="retryAttempts">How often, the first time included.</param>
    /// <param name="delay">Pause between attempts.</param>
    /// <param name="logAction">Takes the message about a failed attempt; by default a warning.</param>
    /// <exception cref="PipelineException">All attempts failed (PIPE1006); the last failure is inside.</exception>
    public static void ExecuteWithRetry(Action action, Action? cleanup = null, int retryAttempts = 3, TimeSpan? delay = null, Action<string>? logAction = null)
    {
        Common.Assert.True(retryAttempts > 0);
        logAction ??= text => Log.Warning("{Message:l}", text);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (attempt == retryAttempts)
                {
                    throw new PipelineException(
                        PathErrors.RetriesExhausted,
                        $"Execution failed permanently after {retryAttempts} attempts.{Environment.NewLine}Last attempt failed with: {exception.Message}",
                        exception);
                }

                logAction($"Attempt #{attempt} failed with: {exception.Message}");
            }
            finally
            {
                cleanup?.Invoke();
            }

            if (delay is { } pause)
            {
                logAction($"Waiting {pause} before next attempt...");
                Thread.Sleep(pause);
            }
        }
    }

    private static void Warn(Exception exception, bool includeStackTrace)
    {
        if (includeStackTrace)
            Log.Warning(exception, "Suppressed: {Message:l}", exception.Message);
        else
            Log.Warning("Suppressed: {Message:l}", exception.Message);
    }
}
