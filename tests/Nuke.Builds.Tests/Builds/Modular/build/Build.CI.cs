using Nuke.Common.CI.GitHubActions;

[GitHubActions(
    "continuous",
    GitHubActionsImage.UbuntuLatest,
    GitHubActionsImage.WindowsLatest,
    FetchDepth = 0,
    On = new[] { GitHubActionsTrigger.Push },
    AutoGenerate = false,
    InvokedTargets = new[] { nameof(ITestable.Test) })]
partial class Build;
