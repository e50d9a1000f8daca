using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>
/// <c>security.yml</c>: scans run without rights; what they found is handed to jobs that may write findings and run none of the repository's code.
/// </summary>
internal sealed class SecurityWorkflow(DeliverySettings settings, BuildSteps steps)
{
    private const string UploadSarif = "github/codeql-action/upload-sarif";

    /// <summary>The targets that it runs.</summary>
    public static IReadOnlyList<string> Targets { get; } = ["ScanImage", "Audit"];

    public Workflow Make() => new()
    {
        Name = "security",
        On = new Triggers { PushBranches = [settings.MainBranch], PullRequestBranches = [settings.MainBranch], Schedule = settings.SecuritySchedule },
        Concurrency = Concurrency.ForEachPullRequest,
        Variables = settings.Variables,
        Jobs =
        [
            Scan("scan-image", "ScanImage", settings.ScanFolder),
            Scan("audit", "Audit", settings.AuditFolder),
            Findings("scan-image", settings.ScanFolder),
            Findings("audit", settings.AuditFolder),
            DependencyReview(),
            CodeQl(),
        ],
    };

    private Job Scan(Identifier id, string target, string folder) => new()
    {
        Id = id,
        RunsOn = settings.Runner,
        Timeout = TimeSpan.FromMinutes(30),
        Permissions = Permissions.Checkout,
        Steps = [steps.Checkout(), steps.Sdk(), BuildSteps.Run([target]), steps.Upload(id.Text, [$"{folder}/*.sarif", $"{folder}/*.md"])],
    };

    // Also when the gate failed: those findings are the ones to see. Each file names its category itself. A scan that was not done has left none, and the
    // upload fails: an empty one would close the findings that are open.
    private Job Findings(Identifier scan, string folder) => new()
    {
        Id = $"{scan}-findings",
        RunsOn = settings.Runner,
        Timeout = TimeSpan.FromMinutes(10),
        Permissions = new Permissions { Contents = Access.Read, SecurityEvents = Access.Write },
        Needs = [scan],
        If = Condition.AlsoAfterFailure.And(Condition.NotForForks),
        Steps =
        [
            steps.Checkout(),
            steps.Download(scan.Text, folder),
            steps.Action(UploadSarif, "Show findings in code scanning", ("sarif_file", folder)),
        ],
    };

    private Job DependencyReview() => new()
    {
        Id = "dependency-review",
        RunsOn = settings.Runner,
        Timeout = TimeSpan.FromMinutes(10),
        Permissions = Permissions.Checkout,
        If = Condition.ForPullRequests,
        Steps = [steps.Checkout(), steps.Action("actions/dependency-review-action", "Review new dependencies", ("fail-on-severity", "high"))],
    };

    private Job CodeQl() => new()
    {
        Id = "codeql",
        RunsOn = settings.Runner,
        Timeout = TimeSpan.FromMinutes(60),
        Permissions = new Permissions { Actions = Access.Read, Contents = Access.Read, SecurityEvents = Access.Write },
        If = Condition.NotForForks,
        Steps =
        [
            steps.Checkout(),
            steps.Sdk(),
            steps.Action("github/codeql-action/init", "Begin CodeQL", ("languages", "csharp"), ("build-mode", "manual")),
            BuildSteps.Run([settings.Compile]),
            steps.Action("github/codeql-action/analyze", "Analyze", ("category", "codeql")),
        ],
    };
}
