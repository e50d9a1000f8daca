using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>
/// A stage of <c>ci-cd.yml</c>: one job that runs some targets. What the job needs follows from the target graph: a target of another stage whose files
/// are handed over (<c>Produces</c>), or a dependency of one, is skipped and its files are taken; any other dependency runs again, from the cache where it has one.
/// </summary>
public sealed record DeliveryStage
{
    /// <summary>The job's id.</summary>
    public required Identifier Id { get; init; }

    /// <summary>The targets that it runs.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Whether it runs for pull requests, too. Otherwise for pushes to the main branch alone.</summary>
    public bool OnPullRequests { get; init; }

    /// <summary>Stages that come before it beside those whose files it takes.</summary>
    public IReadOnlyList<Identifier> After { get; init; } = [];

    /// <summary>Stages whose files it takes beside those that follow from the target graph: evidence, above all.</summary>
    public IReadOnlyList<Identifier> Takes { get; init; } = [];

    /// <summary>Files and folders, relative to the root, that it hands over beside what its targets produce.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];

    /// <summary>Targets that run again although an earlier stage's files are there: what depends on the environment.</summary>
    public IReadOnlyList<string> Repeats { get; init; } = [];

    /// <summary>What its token may do beside reading the repository.</summary>
    public Permissions Permissions { get; init; } = Permissions.Checkout;

    /// <summary>The environment that it changes or takes secrets of.</summary>
    public DeliveryEnvironment? Environment { get; init; }

    /// <summary>Whether it changes the environment: then its cluster is made known to the job, and one run at a time has it. Otherwise the job only has the environment's access. Default true.</summary>
    public bool ChangesEnvironment { get; init; } = true;

    /// <summary>Longest duration. Default 30 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the build's cache is kept between runs. Never for what is released: what other runs wrote isn't trusted there.</summary>
    public bool UsesCache { get; init; }

    /// <summary>Whether all of history is checked out.</summary>
    public bool WithHistory { get; init; }

    /// <summary>Whether the job logs in to the registry.</summary>
    public bool UsesRegistry { get; init; }

    /// <summary>Images that it attests by GitHub: its targets give the outputs <c>NAME-image</c> and <c>NAME-digest</c>.</summary>
    public IReadOnlyList<string> Attests { get; init; } = [];

    /// <summary>What its targets give to later jobs (<see cref="WorkflowRun.Output"/>).</summary>
    public IReadOnlyList<Identifier> Outputs { get; init; } = [];
}
