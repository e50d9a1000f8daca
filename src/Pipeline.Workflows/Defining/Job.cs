namespace Pipeline.Workflows.Defining;

/// <summary>A job: <see cref="Job"/>, or <see cref="EnvironmentJob"/> for one that changes an environment or has its secrets.</summary>
public abstract record JobDefinition
{
    /// <summary>What other jobs call it.</summary>
    public required Identifier Id { get; init; }

    /// <summary>What people call it. Default: the id.</summary>
    public string? Name { get; init; }

    /// <summary>The machine.</summary>
    public required Runner RunsOn { get; init; }

    /// <summary>Longest duration, in whole minutes. There is no default: GitHub's is six hours.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What its token may do: the least that its steps need.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>Jobs that come before it.</summary>
    public IReadOnlyList<Identifier> Needs { get; init; } = [];

    /// <summary>When it runs. Default: if all that it needs succeeded.</summary>
    public Condition? If { get; init; }

    /// <summary>Once for each value of this; otherwise once.</summary>
    public Matrix? Matrix { get; init; }

    /// <summary>Jobs of one group run one after another.</summary>
    public Concurrency? Concurrency { get; init; }

    /// <summary>Environment variables of all its steps.</summary>
    public IReadOnlyDictionary<VariableName, WorkflowValue> Variables { get; init; } = new Dictionary<VariableName, WorkflowValue>();

    /// <summary>What later jobs may use.</summary>
    public IReadOnlyDictionary<Identifier, WorkflowValue> Outputs { get; init; } = new Dictionary<Identifier, WorkflowValue>();

    internal abstract IReadOnlyList<EnvironmentStep> AllSteps { get; }

    private protected JobDefinition()
    {
    }
}

/// <summary>A job without secrets.</summary>
public sealed record Job : JobDefinition
{
    /// <summary>Its steps, in order.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    internal override IReadOnlyList<EnvironmentStep> AllSteps => Steps;
}

/// <summary>A job in an environment: it starts when the environment's rules allow it.</summary>
public sealed record EnvironmentJob : JobDefinition
{
    /// <summary>The environment.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>Its steps, in order; they may have the environment's secrets.</summary>
    public required IReadOnlyList<EnvironmentStep> Steps { get; init; }

    internal override IReadOnlyList<EnvironmentStep> AllSteps => Steps;
}
