using System.Text.RegularExpressions;
using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Reading;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Checking;

/// <summary>Code of others: which of it, at which commit.</summary>
internal static partial class ActionRules
{
    public static IEnumerable<WorkflowFinding> UnpinnedUses(CheckedWorkflow workflow)
    {
        foreach (var uses in Uses(workflow))
        {
            var text = uses.Value!;
            if (IsLocal(text))
                continue;
            if (text.StartsWith("docker://", StringComparison.OrdinalIgnoreCase))
            {
                if (!Digest().IsMatch(text))
                    yield return workflow.Finding("unpinned-uses", uses, $"`{text}` isn't pinned. Write its digest: docker://IMAGE@sha256:….");
            }
            else if (!ActionPin.FullSha().IsMatch(Reference(text)))
            {
                yield return workflow.Finding("unpinned-uses", uses, $"`{text}` isn't a full commit SHA, and a tag or branch can be moved. Write the 40 hexadecimal digits, with the version in a comment.");
            }
        }
    }

    public static IEnumerable<WorkflowFinding> UnlockedUses(CheckedWorkflow workflow)
    {
        if (workflow.Lock is not { } actions)
            yield break;
        foreach (var uses in Uses(workflow))
        {
            var text = uses.Value!;
            if (IsLocal(text) || text.StartsWith("docker://", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!actions.TryFind(text.Split('@')[0], out var pin))
                yield return workflow.Finding("unlocked-uses", uses, $"`{text}` isn't in {ActionLock.DefaultPath}. {WorkflowErrors.ActionNotLocked.Cure}");
            else if (Reference(text) != pin.Sha)
                yield return workflow.Finding("unlocked-uses", uses, $"`{text}` is at another commit than {ActionLock.DefaultPath} says: {pin.Sha} ({pin.Version}).");
            else if (!Comment().Match(workflow.Document.Line(uses.Start.Line)).Groups[1].Value.Equals(pin.Version, StringComparison.Ordinal))
                yield return workflow.Finding("unlocked-uses", uses, $"`{text}` isn't followed by the version of that commit. Write `# {pin.Version}` behind it.");
        }
    }

    public static IEnumerable<WorkflowFinding> UnpinnedImages(CheckedWorkflow workflow)
    {
        foreach (var (_, job) in workflow.Document.Jobs)
        {
            var images = new[] { job.Find("container") as YamlScalarNode, job.Find("container").Find("image") as YamlScalarNode }
                .Concat(job.Find("services") is YamlMappingNode services ? services.Children.Values.Select(x => x.Find("image") as YamlScalarNode) : []);
            foreach (var image in images.OfType<YamlScalarNode>().Where(x => x.Value is { Length: > 0 } && !Digest().IsMatch(x.Value)))
                yield return workflow.Finding("unpinned-images", image, $"The image `{image.Value}` isn't pinned. Write its digest: IMAGE@sha256:….");
        }
    }

    private static IEnumerable<YamlScalarNode> Uses(CheckedWorkflow workflow) =>
        workflow.Document.Jobs.Select(x => x.Body.Find("uses")).Concat(workflow.Steps.Select(x => x.Step.Find("uses"))).OfType<YamlScalarNode>().Where(x => x.Value is not null);

    private static bool IsLocal(string uses) => uses.StartsWith("./", StringComparison.Ordinal);

    private static string Reference(string uses) => uses.Contains('@', StringComparison.Ordinal) ? uses[(uses.LastIndexOf('@') + 1)..] : "";

    [GeneratedRegex(@"@sha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\s#\s*(\S+)\s*\z")]
    private static partial Regex Comment();
}
