using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace CommonTests.CI;

/// <summary>A build with configuration attributes, in a repository of the test's own.</summary>
[GitHubActions("continuous", GitHubActionsImage.UbuntuLatest, GitHubActionsImage.WindowsLatest, On = [GitHubActionsTrigger.Push], InvokedTargets = [nameof(SampleBuild.Test)])]
[GitHubActions("component", GitHubActionsImage.UbuntuLatest, On = [GitHubActionsTrigger.Push])]
[GitHubActions("by hand", GitHubActionsImage.UbuntuLatest, On = [GitHubActionsTrigger.WorkflowDispatch], AutoGenerate = false)]
internal sealed class SampleBuild(string root) : NukeBuild, INukeBuild
{
    AbsolutePath INukeBuild.RootDirectory => AbsolutePath.Create(root);

    public static string Test => "Test";

    /// <summary>Restore, Compile and Test, each needing the one before; Clean is apart.</summary>
    public static IReadOnlyCollection<ExecutableTarget> Targets(string root)
    {
        var (clean, restore, compile, test) = (Named("Clean"), Named("Restore"), Named("Compile"), Named("Test"));
        compile.ExecutionDependencies.Add(restore);
        test.ExecutionDependencies.Add(compile);
        compile.ArtifactProducts.Add(Path.Combine(root, "output", "packages", "*.nupkg"));
        test.ArtifactProducts.Add(Path.Combine(root, "output", "results", "**", "*.trx"));
        test.ArtifactProducts.Add(Path.Combine(root, "output", "results", "*.xml"));
        return [test, compile, restore, clean];
    }

    private static ExecutableTarget Named(string name) => new() { Name = name };
}
