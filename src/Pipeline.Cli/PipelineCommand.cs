using System.CommandLine;
using Pipeline.Cli.Migrating;
using Pipeline.Cli.Showing;
using Pipeline.Errors;
using Pipeline.Secrets.Masking;

namespace Pipeline.Cli;

/// <summary>The command as a whole: from its arguments to its exit code.</summary>
internal static class PipelineCommand
{
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var mask = new SecretMask();
        var root = new RootCommand("Pipeline's libraries as a command, for builds and for Jobs in a cluster.") { MigrateCommand.Create(surroundings, mask) };
        var parsed = root.Parse(arguments);
        try
        {
            if (parsed.Errors.Count > 0)
                throw new PipelineException(CliErrors.BadCommandLine, string.Join(Environment.NewLine, parsed.Errors.Select(x => x.Message).Distinct())) { ExitCode = BadUsage };
            var configuration = new InvocationConfiguration { Output = surroundings.Out, Error = surroundings.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await surroundings.Error.WriteLineAsync("Cancelled. What was done before stands in the journal; the same command goes on from there.");
            return Interrupted;
        }
        catch (PipelineException exception)
        {
            await WriteAsync(exception.Code, exception.Message);
            return cancellationToken.IsCancellationRequested ? Interrupted : exception.ExitCode;
        }
        catch (Exception exception)
        {
            await WriteAsync(CliErrors.Unexpected, $"{exception.GetType().Name}: {exception.Message}");
            return 1;
        }

        async Task WriteAsync(ErrorCode code, string message)
        {
            await surroundings.Error.WriteLineAsync(mask.Redact($"error {code.Id}: {message}"));
            await surroundings.Error.WriteLineAsync($"  {code.Cure}");
            if (surroundings.AnswerMark is { } mark)
                await surroundings.Out.WriteLineAsync(mask.Redact(MarkedAnswer.Line(mark, code, message)));
        }
    }
}
