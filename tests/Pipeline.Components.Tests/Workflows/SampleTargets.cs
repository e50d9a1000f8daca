using Nuke.Common.Execution;

namespace Pipeline.Components.Tests.Workflows;

/// <summary>The targets of a build with all components, as far as workflows look at them.</summary>
internal static class SampleTargets
{
    public const string Root = "/repository";

    public static List<ExecutableTarget> All(int? testPartitions = null)
    {
        List<ExecutableTarget> targets =
        [
            Target("Restore"),
            Target("Compile", needs: ["Restore"]),
            Target("Test", needs: ["Compile"], leaves: ["output/test-results/*.trx", "output/test-results/*.xml"]),
            Target("MergeCoverage", needs: ["Test"]),
            Target("CheckCoverage", needs: ["MergeCoverage"]),
            Target("PublishService", needs: ["Compile"]),
            Target("RenderManifests", leaves: ["output/manifests"]),
            Target("ValidateManifests", needs: ["RenderManifests"], leaves: ["output/manifest-findings"]),
            Target("CheckEnvironment", needs: ["PublishService"], leaves: ["output/environment-check.json"]),
            Target("BuildImage", needs: ["PublishService"], leaves: ["output/images/service.tar", "output/images/service.json"]),
            Target("BuildOpsImage", needs: ["Compile"], leaves: ["output/images/ops.tar", "output/images/ops.json"]),
            Target("Sbom", needs: ["BuildImage", "BuildOpsImage"], leaves: ["output/sbom/*.cdx.json"]),
            Target("ScanImage", needs: ["BuildImage", "BuildOpsImage"], leaves: ["output/scan/*"]),
            Target("Audit", needs: ["Restore"], leaves: ["output/audit/*"]),
            Target("SignImage", needs: ["BuildImage", "BuildOpsImage"], leaves: ["output/release/service"]),
            Target("VerifyRelease"),
            Target("PushImage", needs: ["BuildImage", "BuildOpsImage"], leaves: ["output/images/*.pushed.json"]),
            Target("Migrate", needs: ["Compile"]),
            Target("Deploy", needs: ["ValidateManifests"]),
            Target("SmokeTest"),
            Target("PlanRelease", leaves: ["output/release/plan.json"]),
            Target("Promote"),
            Target("PlanRollback"),
            Target("Rollback"),
            Target("TestContainers", leaves: ["output/container-test-results"]),
            Target("PrepareTests"),
        ];
        targets.ForEach(x => x.ExecutionDependencies.AddRange(x.Description!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(y => targets.Single(z => z.Name == y))));
        Named(targets, "Test").Triggers.Add(Named(targets, "CheckCoverage"));
        Named(targets, "Test").PartitionSize = testPartitions;
        return targets;
    }

    public static ExecutableTarget Named(List<ExecutableTarget> targets, string name) => targets.Single(x => x.Name == name);

    private static ExecutableTarget Target(string name, string[]? needs = null, string[]? leaves = null)
    {
        var target = new ExecutableTarget { Name = name, Description = string.Join(' ', needs ?? []) };
        target.ArtifactProducts.AddRange((leaves ?? []).Select(x => $"{Root}/{x}"));
        return target;
    }
}
