using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>An environment of the delivery: a name in <c>.nuke/parameters.NAME.json</c> and in GitHub's settings alike.</summary>
public sealed record DeliveryEnvironment
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How a job becomes someone there; null where the build's own references (a secret store by OIDC) are enough.</summary>
    public CloudLogin? Login { get; init; }

    /// <summary>What makes the cluster's context known to the job, after the login: <c>aws eks update-kubeconfig --name agentkit --alias staging</c>.</summary>
    public ShellCommand? Connect { get; init; }

    /// <summary>Variables with the secrets of GitHub's environment that they are given. Only jobs behind the environment's reviewers have them.</summary>
    public IReadOnlyDictionary<VariableName, VariableName> Secrets { get; init; } = new Dictionary<VariableName, VariableName>();

    /// <summary>The environment of jobs that only plan: without reviewers, and with a role that can only read. Null: they are in none.</summary>
    public string? PlanEnvironment { get; init; }
}
