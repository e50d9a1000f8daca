using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Common.Tooling;
using Pipeline.Components.Deploying;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Jobs;
using Pipeline.Kubernetes.Rendering;
using Serilog;

namespace Pipeline.Components.Migrations;

/// <summary>
/// Runs <c>pipeline migrate</c> as a Job of the ops image: the repository's own Job, with other arguments. The database's address and password are a Secret of
/// the namespace, and never come here. What the command answers is read from its log, behind a mark that nothing else in it can have.
/// </summary>
internal sealed record PipelineJob : IPipelineCommand
{
    private const string MarkVariable = "PIPELINE_ANSWER_MARK";
    private const string MarkBeginning = "pipeline-answer-";
    private const string PlanVariable = "PIPELINE_PLAN";
    private const string PlanName = "plan.json";

    /// <summary>The cluster.</summary>
    public required ClusterConnection Connection { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Job, pinned to its image, with what it needs beside it.</summary>
    public required Func<CancellationToken, Task<RenderedManifests>> Manifests { get; init; }

    /// <summary>The compiled migrations, in the image.</summary>
    public required string Assembly { get; init; }

    public required string Database { get; init; }

    /// <summary>Who runs it, for the journal.</summary>
    public required string By { get; init; }

    public async Task RunAsync(PipelineCall call, CancellationToken cancellationToken)
    {
        var (outcome, answer) = await RunAsync(call, x => PipelineProgram.Show(OutputType.Err, x), cancellationToken);
        if (outcome.Failure is { } failure)
            throw Failed(outcome, failure);
        if (call is { Command: PipelineCall.Plan, PlanFile: { } file })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, answer ?? throw Silent(outcome), cancellationToken);
            Log.Information("Saved in {File}", file);
        }
    }

    public async Task<string> AskAsync(PipelineCall call, CancellationToken cancellationToken)
    {
        var (outcome, answer) = await RunAsync(call, _ => { }, cancellationToken);
        return outcome.Failure is { } failure && (answer is null || failure.Code != JobErrors.Failed) ? throw Failed(outcome, failure) : answer ?? throw Silent(outcome);
    }

    private async Task<(JobOutcome Outcome, string? Answer)> RunAsync(PipelineCall call, Action<string> show, CancellationToken cancellationToken)
    {
        var mark = $"{MarkBeginning}{Guid.NewGuid():n}";
        var plan = call is { PlanFile: { } file, Command: not PipelineCall.Plan } ? await File.ReadAllTextAsync(file, cancellationToken) : null;
        using var runner = await JobRunner.ConnectAsync(Connection, new DeployerOptions { StartedBy = By }, cancellationToken);
        var outcome = await runner.RunAsync(
            new JobRequest
            {
                Namespace = Namespace,
                Manifests = await Manifests(cancellationToken),
                Purpose = call.Command,
                // The path by a variable: an embedded cluster that can't mount shows the file elsewhere.
                Arguments = ["migrate", call.Command, "--assembly", Assembly, "--database", Database, "--by", By, .. call.Arguments, .. plan is null ? Array.Empty<string>() : ["--plan", $"$({PlanVariable})"]],
                Variables = plan is null
                    ? new Dictionary<string, string> { [MarkVariable] = mark }
                    : new Dictionary<string, string> { [MarkVariable] = mark, [PlanVariable] = $"{JobRequest.FilesDirectory}/{PlanName}" },
                Files = plan is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [PlanName] = plan },
                IsChange = call.IsChange,
                IsTransient = !call.IsChange,
            },
            new Listener(show),
            cancellationToken);
        List<JsonNode> answers = [.. outcome.Log.Where(x => x.StartsWith(mark, StringComparison.Ordinal)).Select(x => Parse(x[mark.Length..])).OfType<JsonNode>()];
        if (answers.Select(x => x["error"]).FirstOrDefault(x => x is not null) is { } error)
            throw ToldBy(error, outcome);
        return (outcome, answers.Select(x => x["answer"]).LastOrDefault(x => x is not null)?.ToJsonString());
    }

    // A line that was cut off with its program is none.
    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PipelineException ToldBy(JsonNode error, JobOutcome outcome)
    {
        var code = new ErrorCode((string)error["id"]!, ComponentErrors.MigrationCommandFailed.Title, ComponentErrors.MigrationCommandFailed.Cause, (string)error["cure"]!);
        return new PipelineException(code, (string)error["message"]!) { ExitCode = outcome.ExitCode ?? 1 };
    }

    private static PipelineException Failed(JobOutcome outcome, Kubernetes.Applying.DeployFailure failure)
    {
        DeployLog.Show(failure);
        var end = string.Join(' ', outcome.Log.TakeLast(3));
        return new PipelineException(failure.Code, end.Length == 0 ? failure.Message : $"{failure.Message} Its log ends with: {end}") { ExitCode = outcome.ExitCode is > 0 and { } code ? code : 1 };
    }

    private static PipelineException Silent(JobOutcome outcome) =>
        new(ComponentErrors.MigrationCommandFailed, $"{outcome.Job} completed, and its log has no answer: the log can't be read, or the image's pipeline command is older than this build. Build the ops image anew (BuildOpsImage).");

    // Answers are for programs: neither this run's are shown, nor those of an earlier one that is waited for.
    private sealed class Listener(Action<string> show) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            if (!value.IsLog)
                Log.Information("{Text:l}", value.Text);
            else if (!value.Text.StartsWith(MarkBeginning, StringComparison.Ordinal))
                show(value.Text);
        }
    }
}
