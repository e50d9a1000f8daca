using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Pipeline.Workflows.Actions;
using Serilog;

namespace Pipeline.Components.Workflows;

/// <summary>Brings the lock file of actions up to date from GitHub. Where there is no network it says so and changes nothing.</summary>
public interface IRefreshActions : INukeBuild
{
    /// <summary>Tags to record. Default: the newest release of each locked action.</summary>
    [CommandLineParameter("Actions to record, as OWNER/NAME@TAG. Default: the newest release of each that is locked.")]
    string[] Actions => TryGetValue(() => Actions) ?? [];

    /// <summary>GitHub's API. Default <c>GITHUB_API_URL</c>, else github.com's.</summary>
    Uri GitHubApi => new(System.Environment.GetEnvironmentVariable("GITHUB_API_URL") is { Length: > 0 } url ? url : "https://api.github.com");

    /// <summary>Asks, shows what changes, and writes it.</summary>
    Target RefreshActions => _ => _
        .Description("Asks GitHub for the commits of actions, and writes them to .github/actions.lock.json.")
        .Executes(async cancellationToken =>
        {
            var file = RootDirectory / ActionLock.DefaultPath;
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var tags = new GitHubTags(http, GitHubApi, System.Environment.GetEnvironmentVariable("GITHUB_TOKEN"));
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var plan = await ActionRefresh.PlanAsync(ActionLock.Read(file!), Actions, tags, today, cancellationToken);
            foreach (var change in plan.Changes)
                Log.Information("{Change:l}", change.ToString());
            Directory.CreateDirectory(file.Parent!);
            await File.WriteAllTextAsync(file!, plan.Apply().ToJson(), cancellationToken);
            Log.Information(plan.Changes.Count == 0 ? "All actions are as they are recorded" : "Look at what changed, then commit {File:l} and the workflows that the next run writes", ActionLock.DefaultPath);
        });
}
