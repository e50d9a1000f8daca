using CommonTests.ProjectModel;
using Nuke.Common.CI;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;
using Nuke.Common.Utilities;
using Pipeline.Errors;
using YamlDotNet.RepresentationModel;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

public sealed class GitHubActionsAttributeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public GitHubActionsAttributeTests() => _directory.Write("build.cmd", string.Empty);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_workflow_with_short_triggers_is_what_NUKE_writes()
    {
        var workflow = Render(new GitHubActionsAttribute("simple", GitHubActionsImage.UbuntuLatest, GitHubActionsImage.MacOs15)
        {
            On = [GitHubActionsTrigger.Push, GitHubActionsTrigger.PullRequest],
            InvokedTargets = ["Test", "Clean"],
            ImportSecrets = ["NuGetApiKey", "SLACK_WEBHOOK"],
            EnableGitHubToken = true,
        });

        Snapshot.Matches("simple.yml", workflow);
    }

    [Fact]
    public void A_workflow_with_every_setting_is_what_NUKE_writes()
    {
        var workflow = Render(new GitHubActionsAttribute("every setting", GitHubActionsImage.WindowsLatest)
        {
            InvokedTargets = ["Test"],
            OnPushBranches = ["main", "release/*"],
            OnPushTags = ["v*"],
            OnPushIncludePaths = ["src/**"],
            OnPushExcludePaths = ["docs/**"],
            OnPullRequestBranches = ["main"],
            OnPullRequestIncludePaths = ["**/*"],
            OnPullRequestExcludePaths = ["**.md"],
            OnWorkflowDispatchOptionalInputs = ["OptionalInput"],
            OnWorkflowDispatchRequiredInputs = ["RequiredInput"],
            OnCronSchedule = "0 3 * * *",
            WritePermissions = [GitHubActionsPermissions.IdToken, GitHubActionsPermissions.PullRequests],
            ReadPermissions = [GitHubActionsPermissions.Contents],
            CacheExcludePatterns = ["~/.nuget/packages/own"],
            PublishCondition = "always()",
            TimeoutMinutes = 30,
            ConcurrencyGroup = "deploy",
            JobConcurrencyCancelInProgress = true,
            EnvironmentName = "staging",
            EnvironmentUrl = "https://staging.example.org",
            Submodules = GitHubActionsSubmodules.Recursive,
            Lfs = true,
            FetchDepth = 0,
            Progress = false,
            Filter = "tree:0",
        });

        Snapshot.Matches("every_setting.yml", workflow);
    }

    [Fact]
    public void A_build_extends_jobs_steps_imports_and_triggers()
    {
        var workflow = Render(new ExtendedAttribute { InvokedTargets = ["Test"], OnPushBranchesIgnore = ["wip/**"], CacheKeyFiles = [], PublishArtifacts = false });

        Snapshot.Matches("extended.yml", workflow);
    }

    [Theory]
    [InlineData("simple.yml")]
    [InlineData("every_setting.yml")]
    [InlineData("extended.yml")]
    public void Snapshots_are_yaml_and_every_action_in_them_is_pinned_to_a_commit(string name)
    {
        var text = File.ReadAllText(Path.Combine(SourceDirectory(), "Snapshots", name));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));

        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var steps = ((YamlMappingNode)root["jobs"]).Children.Values.SelectMany(x => (YamlSequenceNode)x["steps"]).Cast<YamlMappingNode>().ToList();
        var uses = steps.Where(x => x.Children.ContainsKey("uses")).Select(x => x["uses"].ToString()).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, x => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40}$", x));
        Assert.True(root.Children.ContainsKey("on"));
    }

    [Fact]
    public void Without_build_cmd_each_system_gets_its_own_script()
    {
        File.Delete(Path.Combine(_directory.Path, "build.cmd"));
        _directory.Write("build.sh", string.Empty);
        _directory.Write("build.ps1", string.Empty);

        var workflow = Render(new GitHubActionsAttribute("x", GitHubActionsImage.UbuntuLatest, GitHubActionsImage.WindowsServer2022) { On = [GitHubActionsTrigger.Push], InvokedTargets = ["Test"] });

        Assert.Contains("run: ./build.sh Test", workflow, StringComparison.Ordinal);
        Assert.Contains("run: ./build.ps1 Test", workflow, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_exclude_each_other_are_refused_with_the_workflows_name()
    {
        Refused("no trigger", new GitHubActionsAttribute("broken", GitHubActionsImage.UbuntuLatest));
        Refused("both", new GitHubActionsAttribute("broken", GitHubActionsImage.UbuntuLatest) { On = [GitHubActionsTrigger.Push], OnPushBranches = ["main"] });
        Refused("include and to ignore", new GitHubActionsAttribute("broken", GitHubActionsImage.UbuntuLatest) { OnPushBranches = ["main"], OnPushTagsIgnore = ["x"] });
    }

    [Fact]
    public void A_target_that_the_build_does_not_have_is_named()
    {
        var exception = Assert.Throws<PipelineException>(() => Render(new GitHubActionsAttribute("x", GitHubActionsImage.UbuntuLatest) { On = [GitHubActionsTrigger.Push], InvokedTargets = ["Tset"] }));

        Assert.Equal("PIPE1242", exception.Code.Id);
        Assert.Contains("'Tset'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Test", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_is_not_in_the_lock_file_can_not_be_used()
    {
        var exception = Assert.Throws<PipelineException>(() => ActionReferences.Default.Uses("someone/unknown"));

        Assert.Equal("PIPE1241", exception.Code.Id);
        Assert.StartsWith("github/codeql-action/init@", ActionReferences.Default.Uses("github/codeql-action/init"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v4")]
    [InlineData("3d3c42e5")]
    [InlineData("3D3C42E5AAC5BA805825DA76410C181273BA90B1")]
    public void A_lock_file_with_anything_but_full_commits_is_refused(string sha)
    {
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("{\"actions\":{\"a/b\":{\"sha\":\"" + sha + "\",\"version\":\"v1\"}}}"));

        Assert.Equal("PIPE1241", Assert.Throws<PipelineException>(() => ActionReferences.Read(json)).Code.Id);
    }

    private void Refused(string words, GitHubActionsAttribute attribute)
    {
        var exception = Assert.ThrowsAny<Exception>(() => Render(attribute));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Contains("broken", exception.Message, StringComparison.Ordinal);
    }

    private string Render(ConfigurationAttributeBase attribute)
    {
        attribute.Build = new SampleBuild(_directory.Path);
        return attribute.Render(SampleBuild.Targets(_directory.Path));
    }

    private static string SourceDirectory([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    // As builds do it: https://github.com/nuke-build/nuke/discussions
    private sealed class ExtendedAttribute() : GitHubActionsAttribute("extended", GitHubActionsImage.Ubuntu2204)
    {
        protected override GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets)
        {
            var job = base.GetJobs(image, relevantTargets);
            job.Steps = [new SetupStep(), .. job.Steps];
            job.EnvironmentName = $"targets-{relevantTargets.Count}";
            return job;
        }

        protected override IEnumerable<(string Key, string Value)> GetImports() => [.. base.GetImports(), ("LOG_LEVEL", "debug")];

        protected override IEnumerable<GitHubActionsDetailedTrigger> GetTriggers() => [.. base.GetTriggers(), new GitHubActionsScheduledTrigger { Cron = "5 4 * * 0" }];
    }

    private sealed class SetupStep : GitHubActionsStep
    {
        public override void Write(CustomFileWriter writer)
        {
            writer.WriteLine($"- uses: {writer.Action("actions/setup-dotnet")}");
            using (writer.Indent())
            {
                writer.WriteLine("with:");
                using (writer.Indent())
                    writer.WriteLine("global-json-file: global.json");
            }
        }
    }
}
