using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Checking;

/// <summary>Tokens and secrets: where they stay and who is given them.</summary>
internal static class CredentialRules
{
    public static IEnumerable<WorkflowFinding> Artipacked(CheckedWorkflow workflow)
    {
        foreach (var (_, step) in workflow.Steps)
        {
            if (step.Find("uses") is not YamlScalarNode { Value: { } uses } node || !uses.Split('@')[0].Equals("actions/checkout", StringComparison.OrdinalIgnoreCase))
                continue;
            var given = step.Find("with").Entries().Where(x => string.Equals(x.Name.Value, "persist-credentials", StringComparison.OrdinalIgnoreCase)).ToList();
            if (given.Count == 0 || given.Exists(x => !string.Equals(x.Value.Value, "false", StringComparison.OrdinalIgnoreCase)))
                yield return workflow.Finding("artipacked", node, "The checkout leaves its token in the clone, where each later step and an artifact of the folder has it. Write `persist-credentials: false`.");
        }
    }

    public static IEnumerable<WorkflowFinding> SecretsOutsideEnvironments(CheckedWorkflow workflow)
    {
        // Job by job: what an alias brings in from a job with an environment counts where it is used.
        var outside = workflow.Root.Children.Where(x => x.Key is not YamlScalarNode { Value: "jobs" }).SelectMany(x => x.Value.Scalars())
            .Concat(workflow.Document.Jobs.Where(x => x.Body.Find("environment") is null).SelectMany(x => x.Body.Scalars()));
        foreach (var scalar in outside)
        {
            foreach (var secret in Expressions.In(scalar.Value).SelectMany(Expressions.Secrets))
                yield return workflow.Finding("secrets-outside-env", scalar, $"The secret {secret} is used outside of an environment, so no reviewer stands before it. Move it to an environment of the repository, and name that in the job.");
        }

        // A condition is an expression without braces, too.
        foreach (var (condition, body) in workflow.Document.Jobs.SelectMany(x => x.Body.Steps().Prepend(x.Body).Select(y => (y.Find("if") as YamlScalarNode, x.Body))))
        {
            if (condition is null || body.Find("environment") is not null)
                continue;
            foreach (var secret in Expressions.Secrets(condition.Value ?? ""))
                yield return workflow.Finding("secrets-outside-env", condition, $"The secret {secret} is used outside of an environment, so no reviewer stands before it. Move it to an environment of the repository, and name that in the job.");
        }
    }

    public static IEnumerable<WorkflowFinding> SecretsInherit(CheckedWorkflow workflow) =>
        workflow.Document.Jobs.Select(x => x.Body.Find("secrets")).OfType<YamlScalarNode>().Where(x => string.Equals(x.Value, "inherit", StringComparison.OrdinalIgnoreCase))
            .Select(x => workflow.Finding("secrets-inherit", x, "The called workflow is given every secret. Name those that it needs."));

    public static IEnumerable<WorkflowFinding> OverprovisionedSecrets(CheckedWorkflow workflow) =>
        workflow.Root.Scalars().Where(x => Expressions.In(x.Value).SelectMany(Expressions.Secrets).Any(y => y is "*"))
            .Select(x => workflow.Finding("overprovisioned-secrets", x, "All secrets are given at once, or one whose name isn't known before the run. Name the one that is needed."));

    public static IEnumerable<WorkflowFinding> HardcodedContainerCredentials(CheckedWorkflow workflow)
    {
        foreach (var (_, job) in workflow.Document.Jobs)
        {
            var containers = new[] { job.Find("container") }.Concat(job.Find("services") is YamlMappingNode services ? services.Children.Values : []);
            foreach (var password in containers.Select(x => x.Find("credentials").Find("password")).OfType<YamlScalarNode>())
            {
                if (password.Value is { Length: > 0 } text && !Expressions.In(text).Any())
                    yield return workflow.Finding("hardcoded-container-credentials", password, "A registry's password stands in the file. Give it as a secret of an environment.");
            }
        }
    }
}
