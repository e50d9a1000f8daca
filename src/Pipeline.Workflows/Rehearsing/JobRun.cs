using System.Globalization;
using Pipeline.Errors;
using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>One run of one job: a clone, its steps, what they leave.</summary>
internal sealed class JobRun(RehearsalPlan plan, RehearsedJob job, IReadOnlyDictionary<string, string> matrix, RehearsalRequest request, ArtifactStore artifacts, string commit, Dictionary<string, string> outputsOfJobs, IProgress<string> output)
{
    private readonly Dictionary<string, string> _stepOutputs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _laterVariables = [];
    private readonly List<string> _paths = [];
    private string? _failure;

    private YamlMappingNode Body => job.Body;

    /// <summary>What failed; null if nothing did.</summary>
    public async Task<string?> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var workspace = Directory.CreateDirectory(Path.Combine(folder, "workspace")).FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "temp")).FullName;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var minutes = double.TryParse(Body.Text("timeout-minutes"), CultureInfo.InvariantCulture, out var given) ? given : 360;
        limit.CancelAfter(TimeSpan.FromMinutes(minutes));
        foreach (var (step, index) in Body.Steps().Select((x, index) => (x, index)))
        {
            var name = step.Text("name") ?? step.Text("uses") ?? step.Text("run")!.Split('\n')[0];
            try
            {
                var variables = Variables(step, workspace, temporary, index);
                if (!ExpressionReader.Holds(step.Text("if"), Scope(variables)))
                    continue;
                output.Report($"─ {name}");
                if (await RunStepAsync(step, workspace, temporary, variables, limit.Token).ConfigureAwait(false) is { } problem)
                    _failure ??= $"step '{name}': {problem}; its clone is {workspace}";
                Collect(step, variables);
            }
            catch (PipelineException exception)
            {
                _failure ??= $"step '{name}': {exception.Message}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return $"step '{name}' didn't end within the job's {minutes} minutes; its clone is {workspace}";
            }
        }

        foreach (var (key, value) in Body.Find("outputs").Entries())
            outputsOfJobs[$"needs.{job.Id}.outputs.{key.Value}"] = ExpressionReader.Fill(value.Value!, Scope([]));
        if (_failure is null)
            Directory.Delete(folder, recursive: true);
        return _failure;
    }

    private async Task<string?> RunStepAsync(YamlMappingNode step, string workspace, string temporary, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (step.Text("run") is { } command)
        {
            var directory = Path.Combine(workspace, step.Text("working-directory") ?? "");
            var exitCode = await ShellProcess.RunAsync(ExpressionReader.Fill(command, Scope(variables)), step.Text("shell"), directory, temporary, variables, output, cancellationToken).ConfigureAwait(false);
            return exitCode == 0 ? null : $"exit code {exitCode}";
        }

        string? With(string input) => step.Find("with").Text(input) is { } text ? ExpressionReader.Fill(text, Scope(variables)) : null;
        switch (step.Text("uses")?.Split('@')[0].ToUpperInvariant())
        {
            case "ACTIONS/CHECKOUT":
                await CheckOutAsync(workspace, With("fetch-depth") ?? "1", cancellationToken).ConfigureAwait(false);
                return null;
            case "ACTIONS/SETUP-DOTNET":
                output.Report($"  dotnet {(await ShellProcess.CaptureAsync(workspace, cancellationToken, "dotnet", "--version").ConfigureAwait(false)).Trim()}, of this machine");
                return null;
            case "ACTIONS/CACHE":
                output.Report("  nothing is taken from a cache in a rehearsal");
                return null;
            case "ACTIONS/UPLOAD-ARTIFACT":
                var name = With("name") ?? "artifact";
                var count = artifacts.Upload(name, workspace, With("path") ?? "", With("include-hidden-files") == "true");
                output.Report($"  {name}: {count} files");
                return count == 0 && With("if-no-files-found") == "error" ? $"there is nothing at {With("path")} for the artifact '{name}'" : null;
            case "ACTIONS/DOWNLOAD-ARTIFACT":
                var taken = artifacts.Download(With("name"), With("pattern"), With("merge-multiple") == "true", Path.Combine(workspace, With("path") ?? ""));
                output.Report($"  {string.Join(", ", taken)}");
                return taken.Count == 0 && With("name") is { } missing ? $"no job handed over an artifact '{missing}'" : null;
            default:
                return $"it uses {step.Text("uses")}, which only GitHub runs";
        }
    }

    private async Task CheckOutAsync(string workspace, string depth, CancellationToken cancellationToken)
    {
        string[] shallow = depth == "0" ? [] : ["--depth", depth];
        await ShellProcess.CaptureAsync(workspace, cancellationToken, ["git", "clone", "--quiet", "--no-checkout", .. shallow, new Uri(request.Repository).AbsoluteUri, "."]).ConfigureAwait(false);
        await ShellProcess.CaptureAsync(workspace, cancellationToken, "git", "checkout", "--quiet", "--detach", commit).ConfigureAwait(false);
    }

    // Lowest first: the runner's, the workflow's, the job's, what steps before this one left, the step's.
    private Dictionary<string, string> Variables(YamlMappingNode step, string workspace, string temporary, int index)
    {
        var variables = new Dictionary<string, string>(request.Environment)
        {
            ["CI"] = "true",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_EVENT_NAME"] = plan.Event.Name,
            ["GITHUB_JOB"] = job.Id,
            ["GITHUB_REF"] = plan.Event.Ref,
            ["GITHUB_REPOSITORY"] = RehearsalPlanner.Repository,
            ["GITHUB_SHA"] = commit,
            ["GITHUB_WORKFLOW"] = plan.Root.Text("name") ?? "",
            ["GITHUB_WORKSPACE"] = workspace,
            ["RUNNER_TEMP"] = temporary,
        };
        foreach (var file in new[] { "OUTPUT", "ENV", "PATH", "STEP_SUMMARY" })
            variables[$"GITHUB_{file}"] = Path.Combine(temporary, string.Create(CultureInfo.InvariantCulture, $"{file.ToLowerInvariant()}-{index}"));
        if (_paths.Count > 0)
            variables["PATH"] = string.Join(Path.PathSeparator, [.. _paths.AsEnumerable().Reverse(), variables.GetValueOrDefault("PATH", "")]);
        foreach (var env in new[] { plan.Root.Find("env"), Body.Find("env") })
            Add(env);
        foreach (var (name, value) in _laterVariables)
            variables[name] = value;
        Add(step.Find("env"));
        return variables;

        void Add(YamlNode? env)
        {
            foreach (var (name, value) in env.Entries())
                variables[name.Value!] = ExpressionReader.Fill(value.Value ?? "", Scope(variables));
        }
    }

    private void Collect(YamlMappingNode step, Dictionary<string, string> variables)
    {
        foreach (var (name, value) in CommandFile.Read(variables["GITHUB_OUTPUT"]))
            _stepOutputs[$"steps.{step.Text("id")}.outputs.{name}"] = value;
        foreach (var (name, value) in CommandFile.Read(variables["GITHUB_ENV"]))
            _laterVariables[name] = value;
        if (File.Exists(variables["GITHUB_PATH"]))
            _paths.AddRange(File.ReadAllLines(variables["GITHUB_PATH"]).Where(x => x.Length > 0));
    }

    private ExpressionScope Scope(Dictionary<string, string> variables)
    {
        var values = plan.Event.Context(RehearsalPlanner.Repository);
        values["github.sha"] = commit;
        values["github.job"] = job.Id;
        values["github.workflow"] = plan.Root.Text("name") ?? "";
        foreach (var (name, value) in matrix)
            values[$"matrix.{name}"] = value;
        foreach (var (name, value) in _stepOutputs.Concat(outputsOfJobs))
            values[name] = value;
        foreach (var (name, value) in variables)
            values[$"env.{name}"] = value;
        return new ExpressionScope { Values = values, Complete = ["env.", "steps.", .. job.Needs.Select(x => $"needs.{x}.outputs.")], HasFailed = _failure is not null };
    }
}
