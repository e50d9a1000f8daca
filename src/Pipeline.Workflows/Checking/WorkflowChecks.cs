using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Reading;

namespace Pipeline.Workflows.Checking;

/// <summary>
/// Reads any workflow, also one that a person wrote, and says what in it isn't safe. Where a rule is stricter than zizmor's of the same name, it
/// is so because generated workflows can keep it: no expression in a command at all, a time-out and a group for everything.
/// </summary>
public static class WorkflowChecks
{
    private static readonly Func<CheckedWorkflow, IEnumerable<WorkflowFinding>>[] s_rules =
    [
        ActionRules.UnpinnedUses, ActionRules.UnlockedUses, ActionRules.UnpinnedImages,
        CredentialRules.Artipacked, CredentialRules.SecretsOutsideEnvironments, CredentialRules.SecretsInherit, CredentialRules.OverprovisionedSecrets, CredentialRules.HardcodedContainerCredentials,
        ExecutionRules.TemplateInjection, ExecutionRules.DangerousTriggers, ExecutionRules.GitHubEnvironment, ExecutionRules.InsecureCommands, ExecutionRules.SelfHostedRunner, ExecutionRules.BotConditions,
        LimitRules.ExcessivePermissions, LimitRules.MissingTimeout, LimitRules.ConcurrencyLimits, LimitRules.CachePoisoning,
    ];

    /// <summary>The names of the rules.</summary>
    public static IReadOnlyList<string> Rules { get; } =
    [
        "invalid-workflow",
        "unpinned-uses", "unlocked-uses", "unpinned-images",
        "artipacked", "secrets-outside-env", "secrets-inherit", "overprovisioned-secrets", "hardcoded-container-credentials",
        "template-injection", "dangerous-triggers", "github-env", "insecure-commands", "self-hosted-runner", "bot-conditions",
        "excessive-permissions", "missing-timeout", "concurrency-limits", "cache-poisoning",
    ];

    /// <summary>What isn't safe in a workflow, from top to bottom.</summary>
    /// <param name="file">What findings call it.</param>
    /// <param name="text">Its YAML.</param>
    /// <param name="actions">The lock that its actions must be in; null where there is none.</param>
    public static IReadOnlyList<WorkflowFinding> Check(string file, string text, ActionLock? actions = null)
    {
        if (!WorkflowDocument.TryParse(text, out var document, out var problem, out var place))
            return [new WorkflowFinding("invalid-workflow", file, place.Line, place.Column, $"It can't be read: {problem}.")];
        var workflow = new CheckedWorkflow(file, document, actions);
        if (workflow.Events.Count == 0 || !document.Jobs.Any())
            return [new WorkflowFinding("invalid-workflow", file, 1, 1, "It has no `on` or no `jobs`, so GitHub doesn't run it.")];
        return [.. s_rules.SelectMany(x => x(workflow)).Distinct().OrderBy(x => x.Line).ThenBy(x => x.Column).ThenBy(x => x.Rule, StringComparer.Ordinal)];
    }
}
