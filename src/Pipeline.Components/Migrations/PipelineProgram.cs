using System.Text.RegularExpressions;
using Nuke.Common.Tooling;
using Pipeline.Errors;
using Serilog;

namespace Pipeline.Components.Migrations;

/// <summary>Runs <c>pipeline migrate</c> as a child, with the database's address in its environment, where no process list shows it.</summary>
internal sealed partial record PipelineProgram : IPipelineCommand
{
    /// <summary>The program: a path, a <c>.dll</c>, or a name on PATH.</summary>
    public required string Program { get; init; }

    /// <summary>The compiled migrations.</summary>
    public required string Assembly { get; init; }

    public required string Uri { get; init; }

    public required string Database { get; init; }

    /// <summary>Who runs it, for the schema's history.</summary>
    public required string By { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    public Task RunAsync(PipelineCall call, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var process = Start(call, [], Show);
            if (process.ExitCode != 0)
                throw Failure(call.Command, process);
        },
        cancellationToken);

    public Task<string> AskAsync(PipelineCall call, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var process = Start(call, ["--output", "json"], (_, _) => { });
            var answer = string.Join('\n', process.Output.Where(x => x.Type == OutputType.Std).Select(x => x.Text));
            return process.ExitCode == 0 || answer.Length > 0 && !process.Output.Any(x => x.Type == OutputType.Err && ErrorLine().IsMatch(x.Text)) ? answer : throw Failure(call.Command, process);
        },
        cancellationToken);

    /// <summary>Shows a line of the command's output. Its error is left to the exception.</summary>
    public static void Show(OutputType type, string line)
    {
        if (line.StartsWith("warning", StringComparison.Ordinal))
            Log.Warning("{Line:l}", line["warning".Length..].TrimStart(':', ' '));
        else if (type == OutputType.Std || !ErrorLine().IsMatch(line))
            Log.Information("{Line:l}", line);
    }

    private IProcess Start(PipelineCall call, IReadOnlyList<string> more, Action<OutputType, string> logger)
    {
        IReadOnlyList<string> all = ["migrate", call.Command, "--assembly", Assembly, "--database", Database, "--by", By, .. call.Arguments, .. call.PlanFile is { } file ? ["--plan", file] : Array.Empty<string>(), .. more];
        var process = ProcessTasks.StartProcess(
            Program,
            string.Join(' ', all.Select(Quoted)),
            environmentVariables: Variables(),
            logInvocation: false,
            logger: logger);
        process.WaitForExit();
        return process;
    }

    // Those that aren't given are set empty: none of this process's own must lead elsewhere.
    private Dictionary<string, string> Variables() => new()
    {
        ["PIPELINE_MONGODB_URI"] = Uri,
        ["PIPELINE_MONGODB_USERNAME"] = UserName ?? "",
        ["PIPELINE_MONGODB_PASSWORD"] = Password ?? "",
    };

    private static PipelineException Failure(string command, IProcess process)
    {
        var lines = process.Output.Where(x => x.Type == OutputType.Err).Select(x => x.Text).ToList();
        var first = lines.FindLastIndex(x => ErrorLine().IsMatch(x));
        if (first < 0)
            return new PipelineException(ComponentErrors.MigrationCommandFailed, $"pipeline migrate {command} ended with exit code {process.ExitCode}. {string.Join(' ', lines.TakeLast(5))}".TrimEnd()) { ExitCode = process.ExitCode };

        var match = ErrorLine().Match(lines[first]);
        var cure = lines.Count - 1 > first ? lines[^1].Trim() : ComponentErrors.MigrationCommandFailed.Cure;
        var message = lines[first..Math.Max(first + 1, lines.Count - 1)];
        message[0] = match.Groups["message"].Value;
        var code = new ErrorCode(match.Groups["id"].Value, ComponentErrors.MigrationCommandFailed.Title, ComponentErrors.MigrationCommandFailed.Cause, cure);
        return new PipelineException(code, string.Join(Environment.NewLine, message)) { ExitCode = process.ExitCode };
    }

    private static string Quoted(string argument) => argument.AsSpan().IndexOfAny(' ', '"') < 0 ? argument : $"\"{argument.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^error (?<id>PIPE[0-9]{4}): (?<message>.*)$")]
    private static partial Regex ErrorLine();
}
