using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>
/// A value for a variable, an action's input or an output: a text, or something that GitHub knows when the workflow runs. None of these is a
/// secret; secrets are given by <see cref="SecretRunStep"/> alone.
/// </summary>
public sealed class WorkflowValue
{
    private WorkflowValue(string text, params IReadOnlyList<ValueSource> sources)
    {
        Text = text;
        Sources = sources;
    }

    /// <summary>The commit that the run is for.</summary>
    public static WorkflowValue Commit { get; } = Expression("github.sha");

    /// <summary>Owner and name of the repository.</summary>
    public static WorkflowValue Repository { get; } = Expression("github.repository");

    /// <summary>The workflow's name.</summary>
    public static WorkflowValue WorkflowName { get; } = Expression("github.workflow");

    /// <summary>The branch, tag or pull request: <c>refs/heads/main</c>.</summary>
    public static WorkflowValue Ref { get; } = Expression("github.ref");

    /// <summary>Who started the run.</summary>
    public static WorkflowValue Actor { get; } = Expression("github.actor");

    /// <summary>The run's number in GitHub.</summary>
    public static WorkflowValue RunId { get; } = Expression("github.run_id");

    /// <summary>For a pull request its reference, the same for each push to it; otherwise the commit.</summary>
    public static WorkflowValue PullRequestOrCommit { get; } = Expression("github.event_name == 'pull_request' && github.ref || github.sha");

    /// <summary>The runner's system: <c>Linux</c>, <c>Windows</c>, <c>macOS</c>.</summary>
    public static WorkflowValue RunnerSystem { get; } = Expression("runner.os");

    /// <summary>The run's own token. It may do what the job's permissions say, and ends with the job.</summary>
    public static WorkflowValue RunToken { get; } = Expression("github.token");

    /// <summary>As it stands in the workflow.</summary>
    public string Text { get; }

    internal IReadOnlyList<ValueSource> Sources { get; }

    /// <summary>A text.</summary>
    /// <exception cref="PipelineException">PIPE9602: it holds an expression.</exception>
    public static WorkflowValue Literal(string text) => new(PlainText.Of(text, "A value"));

    /// <summary>What the person gave who started the workflow.</summary>
    public static WorkflowValue Input(Identifier input) => Expression($"inputs.{input}", new ValueSource(ValueKind.Input, null, input));

    /// <summary>What a job before this one gave.</summary>
    public static WorkflowValue JobOutput(Identifier job, Identifier output) => Expression($"needs.{job}.outputs.{output}", new ValueSource(ValueKind.JobOutput, job, output));

    /// <summary>What a step before this one, in the same job, gave.</summary>
    public static WorkflowValue StepOutput(Identifier step, Identifier output) => Expression($"steps.{step}.outputs.{output}", new ValueSource(ValueKind.StepOutput, step, output));

    /// <summary>The job's value on an axis of its matrix.</summary>
    public static WorkflowValue Matrix(Identifier axis) => Expression($"matrix.{axis}", new ValueSource(ValueKind.Matrix, null, axis));

    /// <summary>A variable of the repository, or of the job's environment: configuration that is no secret, such as a role's name.</summary>
    public static WorkflowValue Variable(VariableName name) => Expression($"vars.{name}");

    /// <summary>A hash of the content of the files that match.</summary>
    /// <param name="globs">Relative to the repository; without quotes.</param>
    public static WorkflowValue HashFiles(params IEnumerable<string> globs) => Expression($"hashFiles({string.Join(", ", globs.Select(Quoted))})");

    /// <summary>Values one after another.</summary>
    public static WorkflowValue Join(params IReadOnlyList<WorkflowValue> parts) => new(string.Concat(parts.Select(x => x.Text)), [.. parts.SelectMany(x => x.Sources)]);

    /// <summary>A text as a value.</summary>
    public static implicit operator WorkflowValue(string text) => Literal(text);

    /// <inheritdoc />
    public override string ToString() => Text;

    internal static string Quoted(string text) => $"'{PlainText.Of(text, "A value").Replace("'", "''", StringComparison.Ordinal)}'";

    private static WorkflowValue Expression(string text, params IReadOnlyList<ValueSource> sources) => new($"${{{{ {text} }}}}", sources);
}

/// <summary>Where a value comes from.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The job or step that gives it.</param>
/// <param name="Name">Its name there.</param>
internal sealed record ValueSource(ValueKind Kind, Identifier? Owner, Identifier Name);

/// <summary>What gives a value.</summary>
internal enum ValueKind
{
    Input,
    JobOutput,
    StepOutput,
    Matrix,
}
