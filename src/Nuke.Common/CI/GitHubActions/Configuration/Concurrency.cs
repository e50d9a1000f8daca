using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>The <c>concurrency:</c> block of a workflow or job.</summary>
internal static class Concurrency
{
    // Without a group of its own, a workflow cancels only runs of the same pull request: runs of a branch stand beside each other.
    private const string DefaultGroup = "${{ github.workflow }} @ ${{ github.event.pull_request.head.label || github.head_ref || github.run_id }}";

    public static bool Write(CustomFileWriter writer, string? group, bool cancelInProgress)
    {
        if (string.IsNullOrWhiteSpace(group) && !cancelInProgress)
            return false;
        Yaml.Block(writer, "concurrency:", () =>
        {
            writer.WriteLine($"group: {(string.IsNullOrWhiteSpace(group) ? DefaultGroup : group)}");
            if (cancelInProgress)
                writer.WriteLine("cancel-in-progress: true");
        });
        return true;
    }
}
