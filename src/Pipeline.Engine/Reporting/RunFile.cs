using System.Text.Json;
using Pipeline.Engine.Caching;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>
/// Leaves <c>output/run.json</c> for reports: what ran, when, how it ended. Written whole or not at all. A file that can't be written
/// is a warning, never a failed build.
/// </summary>
/// <param name="path">The file, absolute.</param>
/// <param name="facts">Facts about host and build that belong in it, e.g. <c>host</c> → <c>GitHubActions</c>.</param>
/// <param name="options">Clock and secrets.</param>
/// <param name="warn">Told when the file can't be written: a whole message with its id.</param>
public sealed class RunFile(string path, IReadOnlyList<KeyValuePair<string, string>> facts, ReportOptions options, Action<string> warn) : IRunObserver
{
    /// <summary>Version of the file's layout. It grows when a reader of the old one would be wrong.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };
    private Plan? plan;

    /// <inheritdoc />
    public void OnRunStarting(Plan plan) => this.plan = plan;

    /// <inheritdoc />
    public void OnTargetStarting(PlannedTarget target)
    {
    }

    /// <inheritdoc />
    public void OnOutput(string? target, OutputLine line)
    {
    }

    /// <inheritdoc />
    public void OnTargetFinished(TargetResult result)
    {
    }

    /// <inheritdoc />
    public void OnRunFinished(RunResult result)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, stream => Write(stream, result));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            warn($"{ReportingErrors.RunFile.Id}: The report of the run can't be written to '{path}': {e.Message} {ReportingErrors.RunFile.Cure}");
        }
    }

    private void Write(Stream stream, RunResult run)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("startedAt", run.StartedAt.ToUniversalTime());
        json.WriteNumber("durationSeconds", Seconds(run.Duration));
        json.WriteNumber("exitCode", run.ExitCode);
        json.WriteString("result", run.WasCancelled ? "cancelled" : run.Succeeded ? "succeeded" : "failed");
        WriteStrings(json, "requested", plan?.Requested ?? []);
        WriteMap(json, "facts", facts);
        if (plan is not null && CriticalPath.Of(plan, run) is { } critical)
        {
            json.WriteStartObject("criticalPath");
            WriteStrings(json, "targets", critical.Targets);
            json.WriteNumber("durationSeconds", Seconds(critical.Duration));
            json.WriteEndObject();
        }

        if (run.Error is not null)
            WriteError(json, run.Error);
        json.WriteStartArray("targets");
        foreach (var target in run.Targets)
            WriteTarget(json, run, target);
        json.WriteEndArray();
        WriteProblems(json, run);
        json.WriteEndObject();
    }

    private void WriteTarget(Utf8JsonWriter json, RunResult run, TargetResult target)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("status", StatusName(target.Status));
        if (StatusText.HasTime(target))
        {
            json.WriteString("startedAt", (run.StartedAt + target.StartedAfter).ToUniversalTime());
            json.WriteNumber("durationSeconds", Seconds(target.Duration));
        }

        if (target.Reason is not null)
            json.WriteString("reason", options.Mask.Apply(target.Reason));
        if (target.Error is not null)
            WriteError(json, target.Error);
        if (target.Cache is { } cache)
        {
            json.WriteStartObject("cache");
            json.WriteString("state", CacheStateName(cache.State));
            json.WriteString("key", cache.Key);
            WriteStrings(json, "reasons", cache.Reasons);
            json.WriteEndObject();
        }

        if (target.Summary.Count > 0)
            WriteMap(json, "summary", target.Summary);
        json.WriteEndObject();
    }

    private void WriteError(Utf8JsonWriter json, Exception error)
    {
        json.WriteStartObject("error");
        if (ErrorText.Ids(error) is { Count: > 0 } ids)
            json.WriteString("id", ids[0]);
        json.WriteString("message", string.Join('\n', ErrorText.Lines(error, OutputVerbosity.Normal).Select(options.Mask.Apply)));
        json.WriteEndObject();
    }

    private void WriteProblems(Utf8JsonWriter json, RunResult run)
    {
        json.WriteStartArray("problems");
        foreach (var (target, line) in run.Problems)
        {
            json.WriteStartObject();
            json.WriteString("level", line.Level == OutputLevel.Error ? "error" : "warning");
            if (target.Length > 0)
                json.WriteString("target", target);
            json.WriteString("text", options.Mask.Apply(TerminalText.Clean(line.Text, keepColor: false)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(options.Mask.Apply(value));
        json.WriteEndArray();
    }

    /// <summary>The last one wins where a key comes twice: JSON objects hold each once.</summary>
    private void WriteMap(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < pairs.Count; i++)
        {
            var isLast = true;
            for (var j = i + 1; j < pairs.Count && isLast; j++)
                isLast = pairs[j].Key != pairs[i].Key;
            if (isLast)
                json.WriteString(pairs[i].Key, options.Mask.Apply(pairs[i].Value));
        }

        json.WriteEndObject();
    }

    private static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);

    private static string StatusName(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "succeeded",
        TargetStatus.Cached => "cached",
        TargetStatus.Skipped => "skipped",
        TargetStatus.Failed => "failed",
        TargetStatus.Cancelled => "cancelled",
        TargetStatus.NotRun => "notRun",
        _ => "wouldRun",
    };

    private static string CacheStateName(CacheState state) => state switch
    {
        CacheState.Miss => "miss",
        CacheState.UpToDate => "upToDate",
        _ => "restored",
    };
}
