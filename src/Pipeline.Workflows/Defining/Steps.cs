using Pipeline.Errors;
using Pipeline.Workflows.Actions;

namespace Pipeline.Workflows.Defining;

/// <summary>A step that a job in an environment may have; most are <see cref="Step"/>s, which every job may have.</summary>
public abstract record EnvironmentStep
{
    /// <summary>What the log calls it.</summary>
    public string? Name { get; init; }

    /// <summary>What other steps and the job's outputs call it.</summary>
    public Identifier? Id { get; init; }

    /// <summary>When it runs. Default: if no step before it failed.</summary>
    public Condition? If { get; init; }

    private protected EnvironmentStep()
    {
    }
}

/// <summary>A step that every job may have. It has no secrets.</summary>
public abstract record Step : EnvironmentStep
{
    private protected Step()
    {
    }
}

/// <summary>Checks the repository out. The token never stays in the clone (<c>persist-credentials: false</c>).</summary>
public sealed record CheckoutStep : Step
{
    /// <summary>The action that checks out.</summary>
    public const string Action = "actions/checkout";

    /// <summary>Checks out with the locked action.</summary>
    /// <exception cref="PipelineException">PIPE9601: the lock lacks it.</exception>
    public CheckoutStep(ActionLock actions) => Uses = actions.Find(Action);

    /// <summary>The action.</summary>
    public ActionReference Uses { get; }

    /// <summary>Whether all of history comes along. Default: the one commit.</summary>
    public bool WithHistory { get; init; }
}

/// <summary>Runs an action at its locked commit.</summary>
public sealed record ActionStep : Step
{
    /// <summary>A step with an action.</summary>
    /// <exception cref="PipelineException">PIPE9604: the action checks out, which <see cref="CheckoutStep"/> does.</exception>
    public ActionStep(ActionReference uses) =>
        Uses = string.Equals(uses.Name, CheckoutStep.Action, StringComparison.OrdinalIgnoreCase)
            ? throw new PipelineException(WorkflowErrors.InvalidWorkflow, $"{uses.Name} as any other action would leave its token in the clone. Use {nameof(CheckoutStep)}.")
            : uses;

    /// <summary>The action.</summary>
    public ActionReference Uses { get; }

    /// <summary>Its inputs.</summary>
    public IReadOnlyDictionary<string, WorkflowValue> With { get; init; } = new Dictionary<string, WorkflowValue>();
}

/// <summary>Runs a command. What isn't known when the workflow is written comes as variables.</summary>
public sealed record RunStep : Step
{
    /// <summary>The command.</summary>
    public required ShellCommand Command { get; init; }

    /// <summary>Its environment variables.</summary>
    public IReadOnlyDictionary<VariableName, WorkflowValue> Variables { get; init; } = new Dictionary<VariableName, WorkflowValue>();
}

/// <summary>Runs a command that is given secrets. Only jobs in an environment may have one, so its reviewers stand before its secrets.</summary>
public sealed record SecretRunStep : EnvironmentStep
{
    /// <summary>The command.</summary>
    public required ShellCommand Command { get; init; }

    /// <summary>Its environment variables.</summary>
    public IReadOnlyDictionary<VariableName, WorkflowValue> Variables { get; init; } = new Dictionary<VariableName, WorkflowValue>();

    /// <summary>Variables, each with the environment's secret that it is given.</summary>
    public required IReadOnlyDictionary<VariableName, VariableName> Secrets { get; init; }
}
