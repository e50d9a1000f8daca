using Pipeline.Errors;
using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>Decides from the file alone which jobs can run here.</summary>
internal sealed class RehearsalPlanner(WorkflowDocument document, RehearsalEvent cause)
{
    internal const string Repository = "rehearsal/repository";

    private static readonly string[] s_actions = ["actions/checkout", "actions/setup-dotnet", "actions/cache", "actions/upload-artifact", "actions/download-artifact"];
    private static readonly string[] s_jobKeys = ["name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "concurrency", "strategy", "env", "outputs", "steps"];
    private static readonly string[] s_stepKeys = ["name", "id", "if", "uses", "with", "env", "run", "shell", "working-directory"];

    private readonly Dictionary<string, YamlMappingNode> _jobs = document.Jobs.ToDictionary(x => x.Id.Value!, x => x.Body, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PipelineException">PIPE9608: no such job, or jobs need each other.</exception>
    public RehearsalPlan Plan(IReadOnlyList<string> asked)
    {
        var unknown = asked.Where(x => !_jobs.ContainsKey(x)).ToList();
        if (unknown.Count > 0)
            throw new PipelineException(WorkflowErrors.Unreadable, $"The workflow has no job {string.Join(", ", unknown.Select(x => $"'{x}'"))}. It has: {string.Join(", ", _jobs.Keys)}.") { ExitCode = 2 };
        var wanted = asked.Count == 0 ? [.. _jobs.Keys] : WithProducers(asked);
        List<RehearsedJob> jobs = [];
        List<UnrehearsedJob> not = [];
        foreach (var id in Ordered())
        {
            var body = _jobs[id];
            var (reason, runs) = (wanted.Contains(id) ? Obstacle(id, body, not) : "it wasn't asked for", (IReadOnlyList<IReadOnlyDictionary<string, string>>)[]);
            if (reason is null)
                (reason, runs) = Matrix(body);
            if (reason is null)
                jobs.Add(new RehearsedJob(body) { Id = id, Runs = runs, Needs = body.Find("needs").Texts() });
            else
                not.Add(new UnrehearsedJob(id, reason));
        }

        return new RehearsalPlan(document.Root, cause) { Jobs = jobs, NotRehearsed = not };
    }

    private string? Obstacle(string id, YamlMappingNode body, List<UnrehearsedJob> not)
    {
        if (body.Find("environment") is { } environment)
            return $"it is in the environment '{environment.Text("name") ?? (environment as YamlScalarNode)?.Value}', whose accounts aren't here";
        foreach (var (scope, level) in body.Find("permissions").Entries().Where(x => x.Value.Value == "write"))
            return scope.Value == "id-token" ? "it needs an identity token of GitHub's" : $"its token may write {scope.Value}";
        if (body.Find("runs-on").Texts() is not [var label] || !IsThisSystem(label))
            return $"it runs on {string.Join(", ", body.Find("runs-on").Texts())}";
        foreach (var uses in body.Steps().Select(x => x.Text("uses")).OfType<string>().Where(x => !s_actions.Contains(x.Split('@')[0], StringComparer.OrdinalIgnoreCase)))
            return $"it uses {uses.Split('@')[0]}, which only GitHub runs";
        if (Keys(body).Except(s_jobKeys).Concat(body.Steps().SelectMany(Keys).Except(s_stepKeys)).FirstOrDefault() is { } key)
            return $"it has `{key}`, which a rehearsal doesn't know";
        if (!Holds(id, body))
            return $"its condition is false for a {cause.Name} to {cause.Ref}";
        var missing = body.Find("needs").Texts().FirstOrDefault(x => not.Any(y => y.Id.Equals(x, StringComparison.OrdinalIgnoreCase) && y.Reason != "it wasn't asked for"));
        return missing is null ? null : $"it needs '{missing}', which isn't rehearsed";
    }

    private bool Holds(string id, YamlMappingNode body)
    {
        try
        {
            return ExpressionReader.Holds(body.Text("if"), new ExpressionScope { Values = cause.Context(Repository) });
        }
        catch (PipelineException exception)
        {
            throw new PipelineException(WorkflowErrors.Unreadable, $"The condition of job '{id}' can't be decided here. {exception.Message}", exception);
        }
    }

    private static (string? Reason, IReadOnlyList<IReadOnlyDictionary<string, string>> Runs) Matrix(YamlMappingNode body)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> runs = [new Dictionary<string, string>()];
        if (body.Find("strategy").Find("matrix") is not { } matrix)
            return (null, runs);
        if (matrix is not YamlMappingNode axes || axes.Children.Any(x => x.Value is not YamlSequenceNode values || values.Children.Any(y => y is not YamlScalarNode)) || axes.Find("include") is not null || axes.Find("exclude") is not null)
            return ("its matrix is more than lists of values", []);
        foreach (var (axis, values) in axes.Children)
            runs = [.. runs.SelectMany(run => values.Texts().Select(value => new Dictionary<string, string>(run) { [((YamlScalarNode)axis).Value!] = value }))];
        return (null, runs);
    }

    // A job that is asked for needs what others hand over, and not the others' verdict.
    private HashSet<string> WithProducers(IReadOnlyList<string> asked)
    {
        var (wanted, open) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new Queue<string>(asked));
        while (open.TryDequeue(out var id))
        {
            if (!wanted.Add(id))
                continue;
            foreach (var artifact in Artifacts(_jobs[id], "actions/download-artifact"))
            {
                foreach (var (producer, _) in _jobs.Where(x => Artifacts(x.Value, "actions/upload-artifact").Any(y => ArtifactStore.Matches(artifact, y))))
                    open.Enqueue(producer);
            }

            // Its outputs are taken, too.
            foreach (var producer in _jobs.Keys.Where(x => _jobs[id].Scalars().Any(y => y.Value?.Contains($"needs.{x}.", StringComparison.OrdinalIgnoreCase) == true)))
                open.Enqueue(producer);
        }

        return wanted;
    }

    // In a matrix, names end with an expression: what stands before it is compared.
    private static IEnumerable<string> Artifacts(YamlMappingNode body, string action) =>
        body.Steps().Where(x => string.Equals(x.Text("uses")?.Split('@')[0], action, StringComparison.OrdinalIgnoreCase))
            .Select(x => x.Find("with").Text("name") ?? x.Find("with").Text("pattern") ?? (action.EndsWith("/upload-artifact", StringComparison.Ordinal) ? "artifact" : "*"))
            .Select(x => x.Contains("${{", StringComparison.Ordinal) ? x[..x.IndexOf("${{", StringComparison.Ordinal)] + "*" : x);

    private List<string> Ordered()
    {
        List<string> ordered = [];
        var left = _jobs.Keys.ToList();
        while (left.Count > 0)
        {
            var free = left.Where(x => !_jobs[x].Find("needs").Texts().Any(need => left.Contains(need, StringComparer.OrdinalIgnoreCase))).ToList();
            if (free.Count == 0)
                throw new PipelineException(WorkflowErrors.Unreadable, $"The jobs {string.Join(", ", left)} need each other, so none can begin.");
            ordered.AddRange(free);
            left.RemoveAll(free.Contains);
        }

        return ordered;
    }

    private static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.OfType<YamlScalarNode>().Select(x => x.Value!);

    private static bool IsThisSystem(string label) =>
        OperatingSystem.IsLinux() && label.StartsWith("ubuntu-", StringComparison.OrdinalIgnoreCase)
        || OperatingSystem.IsMacOS() && label.StartsWith("macos-", StringComparison.OrdinalIgnoreCase)
        || OperatingSystem.IsWindows() && label.StartsWith("windows-", StringComparison.OrdinalIgnoreCase);
}
