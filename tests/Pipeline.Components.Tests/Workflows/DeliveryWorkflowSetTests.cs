using Nuke.Common.Execution;
using Pipeline.Components.Workflows;
using Pipeline.Errors;
using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Checking;
using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Tests.Workflows;

public sealed class DeliveryWorkflowSetTests : IDisposable
{
    private static readonly DeliverySettings s_settings = new() { ContainerTests = ["TestContainers"], Preparations = new Dictionary<Identifier, IReadOnlyList<string>> { ["test"] = ["PrepareTests"] } };

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-workflows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void All_five_workflows_are_as_they_were_reviewed()
    {
        var rendered = Render(s_settings);

        Assert.Equal(["ci-cd.yml", "integration.yml", "promote.yml", "rollback.yml", "security.yml"], rendered.Keys);
        foreach (var (name, text) in rendered)
        {
            var snapshot = Path.Combine(WorkflowLinters.RepositoryRoot, "tests", "Pipeline.Components.Tests", "Workflows", "Snapshots", name);
            if (Environment.GetEnvironmentVariable("PIPELINE_UPDATE_SNAPSHOTS") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(snapshot)!);
                File.WriteAllText(snapshot, text);
            }

            Assert.Equal(File.ReadAllText(snapshot).ReplaceLineEndings("\n"), text);
        }
    }

    [Fact]
    public void Our_own_checks_find_nothing_in_them() =>
        Assert.Empty(Variants().SelectMany(x => x.Value).SelectMany(x => WorkflowChecks.Check(x.Key, x.Value, ActionLock.Default)));

    [RequiresWorkflowLinters]
    public async Task Actionlint_and_GitHubs_own_schema_find_nothing_in_them()
    {
        List<string> files = [];
        foreach (var (variant, workflows) in Variants())
        {
            foreach (var (name, text) in workflows)
            {
                files.Add(Path.Combine(_folder, $"{variant}-{name}"));
                await File.WriteAllTextAsync(files[^1], text);
            }
        }

        var found = await WorkflowLinters.LintAsync(files);

        Assert.True(found.Length == 0, found);
    }

    [RequiresWorkflowLinters]
    public async Task The_linters_do_find_what_is_wrong()
    {
        var file = Path.Combine(_folder, "wrong.yml");
        await File.WriteAllTextAsync(file, Render(s_settings)["ci-cd.yml"].Replace("needs: [compile]", "needs: [nothing]", StringComparison.Ordinal).Replace("fetch-depth: 0", "fetch-deep: 0", StringComparison.Ordinal));

        var found = await WorkflowLinters.LintAsync(file);

        Assert.Contains("actionlint: ", found, StringComparison.Ordinal);
        Assert.Contains("workflow-parser: ", found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_settings_give_the_same_bytes() => Assert.Equal(Render(s_settings), Render(s_settings));

    [Fact]
    public void Nothing_that_a_person_gives_is_put_into_a_command()
    {
        var promote = Render(s_settings)["promote.yml"];

        Assert.Contains("RELEASE: ${{ inputs.release }}", promote, StringComparison.Ordinal);
        Assert.Contains("run: ./build.sh PlanRelease --environment production --release \"$RELEASE\"\n", promote, StringComparison.Ordinal);
        Assert.Contains("./build.sh Promote --environment production --release \"$RELEASE\" --plan-hash \"$PLAN_HASH\"", promote, StringComparison.Ordinal);
        Assert.Contains("PLAN_HASH: ${{ needs.plan.outputs.plan-hash }}", promote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promotion_reaches_the_environment_that_feeds_too_and_a_rollback_does_not()
    {
        var workflows = Render(s_settings with { Staging = Reached("staging", CloudLogin.Aws), Production = Reached("production", CloudLogin.Aws) });
        var twoClouds = Render(s_settings with { Staging = Reached("staging", CloudLogin.Aws), Production = Reached("production", CloudLogin.Azure) })["promote.yml"];

        Assert.Equal((2, 2), (Count(workflows["promote.yml"], "connect staging"), Count(workflows["promote.yml"], "connect production")));
        Assert.Equal(2, Count(workflows["promote.yml"], "name: Log in to AWS"));
        Assert.Equal((2, 2), (Count(twoClouds, "name: Log in to AWS"), Count(twoClouds, "name: Log in to Azure")));
        Assert.Equal((0, 2), (Count(workflows["rollback.yml"], "connect staging"), Count(workflows["rollback.yml"], "connect production")));
        // Signing needs the environment's keys, and nothing of its cluster.
        Assert.Equal(3, Count(workflows["ci-cd.yml"], "connect staging"));

        static DeliveryEnvironment Reached(string name, CloudLogin login) => new() { Name = name, Login = login, Connect = $"connect {name}" };
    }

    [Fact]
    public void The_runs_token_goes_to_GitHubs_registry_alone()
    {
        var elsewhere = Render(s_settings with { Registry = RegistryLogin.By("registry.example.com", "registry-login registry.example.com") });

        Assert.All(elsewhere, x => Assert.DoesNotContain("github.token", x.Value, StringComparison.Ordinal));
        Assert.Contains("run: registry-login registry.example.com", elsewhere["promote.yml"], StringComparison.Ordinal);
        Assert.Contains("registry: ghcr.io", Render(s_settings)["promote.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Who_approved_is_read_only_where_a_policy_asks_for_approvals_and_only_by_the_job_behind_them()
    {
        var asking = Render(s_settings with { ReadsApprovals = true })["promote.yml"];

        Assert.Equal((1, 1), (Count(asking, "actions: read"), Count(asking, "GH_TOKEN: ${{ github.token }}")));
        Assert.Equal(0, Count(Render(s_settings)["promote.yml"], "actions: read"));
    }

    [Fact]
    public void Targets_that_the_build_lacks_are_named_with_where_they_are_run()
    {
        var targets = SampleTargets.All();
        targets.RemoveAll(x => x.Name is "ScanImage" or "PlanRollback");

        var error = Assert.Throws<PipelineException>(() => Render(s_settings, targets));

        Assert.Equal(WorkflowComponentErrors.MissingTargets, error.Code);
        Assert.Contains("ci-cd.yml, stage 'scan' runs ScanImage", error.Message, StringComparison.Ordinal);
        Assert.Contains("rollback.yml runs PlanRollback", error.Message, StringComparison.Ordinal);
        Assert.Contains("security.yml runs ScanImage", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("promote.yml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_files_that_are_asked_for_are_generated() =>
        Assert.Equal(["ci-cd.yml", "promote.yml"], new DeliveryWorkflowSet(s_settings, SampleTargets.All(), ActionLock.Default, SampleTargets.Root).Render(DeliveryFiles.CiCd | DeliveryFiles.Promote).Keys);

    private Dictionary<string, IReadOnlyDictionary<string, string>> Variants()
    {
        var secrets = new Dictionary<VariableName, VariableName> { ["VAULT_SECRET_ID"] = "VAULT_SECRET_ID" };
        DeliveryEnvironment Environment(string name, CloudLogin login) => new() { Name = name, Login = login, Connect = "aws eks update-kubeconfig --name sample", Secrets = secrets, PlanEnvironment = $"{name}-plan" };
        return new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["plain"] = Render(s_settings),
            ["parts"] = Render(s_settings, SampleTargets.All(testPartitions: 3)),
            ["aws"] = Render(s_settings with { Staging = Environment("staging", CloudLogin.Aws), Production = Environment("production", CloudLogin.Azure) }),
            ["approved"] = Render(s_settings with { ReadsApprovals = true, AttestedImages = ["service", "ops"], Registry = RegistryLogin.By("registry.example.com", "aws ecr get-login-password | docker login --username AWS --password-stdin registry.example.com") }),
            ["google"] = Render(s_settings with { Production = Environment("production", CloudLogin.Google), Runner = Runner.Ubuntu2404Arm, GoesToProduction = false }),
        };
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IReadOnlyDictionary<string, string> Render(DeliverySettings settings, List<ExecutableTarget>? targets = null) =>
        new DeliveryWorkflowSet(settings, targets ?? SampleTargets.All(), ActionLock.Default, SampleTargets.Root).Render(DeliveryFiles.All);
}
