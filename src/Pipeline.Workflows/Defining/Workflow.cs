namespace Pipeline.Workflows.Defining;

/// <summary>
/// A GitHub Actions workflow in which the unsafe form can't be written: actions come from a lock file, commands hold no expressions, secrets
/// exist in environments only, a job says how long it may take and what it may do, and the workflow itself may do nothing.
/// </summary>
public sealed record Workflow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What starts it.</summary>
    public required Triggers On { get; init; }

    /// <summary>How many of its runs go on at once.</summary>
    public required Concurrency Concurrency { get; init; }

    /// <summary>Environment variables of all steps.</summary>
    public IReadOnlyDictionary<VariableName, WorkflowValue> Variables { get; init; } = new Dictionary<VariableName, WorkflowValue>();

    /// <summary>Its jobs.</summary>
    public required IReadOnlyList<JobDefinition> Jobs { get; init; }
}
