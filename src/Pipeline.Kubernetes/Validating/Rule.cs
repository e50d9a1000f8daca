namespace Pipeline.Kubernetes.Validating;

/// <summary>What is looked for in manifests, and why. docs/policies.md is made from these.</summary>
public sealed record Rule
{
    /// <summary>Stable, for waivers and reports: <c>K8S116</c>. A rule that goes leaves its number unused.</summary>
    public required string Id { get; init; }

    /// <summary>Stable, for people: <c>run-as-non-root</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks for, as a heading.</summary>
    public required string Title { get; init; }

    /// <summary>What it belongs to.</summary>
    public required RuleArea Area { get; init; }

    /// <summary>How bad a finding is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What goes wrong without it.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do.</summary>
    public required string Fix { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required Uri Link { get; init; }

    /// <summary>Whether a waiver can set a finding aside. What the API server refuses can't be waived.</summary>
    public bool IsWaivable { get; init; } = true;
}

/// <summary>What a <see cref="Rule"/> is about, in the order of docs/policies.md.</summary>
public enum RuleArea
{
    /// <summary>The API server refuses it, or it can't work.</summary>
    Validity,

    /// <summary>The Pod Security standard "restricted", and what goes with it.</summary>
    PodSecurity,

    /// <summary>Rollouts, probes, replicas, disruptions.</summary>
    Reliability,

    /// <summary>Images and resources.</summary>
    Resources,

    /// <summary>Who reaches whom.</summary>
    Network,

    /// <summary>RBAC and service accounts.</summary>
    Access,

    /// <summary>Jobs and CronJobs.</summary>
    Jobs,

    /// <summary>Secrets that stand where anybody reads them.</summary>
    Secrets,

    /// <summary>Labels, namespaces, fields on their way out.</summary>
    Hygiene,

    /// <summary>Waivers themselves.</summary>
    Waivers,
}
