using CommonTests.ProjectModel;
using Nuke.Common.CI;
using Nuke.Common.CI.AzurePipelines;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitLab;
using Nuke.Common.CI.TeamCity;
using Nuke.Common.CI.TravisCI;
using Nuke.Common.Execution;
using Nuke.Common.Utilities.Collections;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

/// <summary>Hosts are read from the environment and become the host of the process, so these tests run by themselves.</summary>
[CollectionDefinition("Host", DisableParallelization = true)]
public sealed class HostByItself;

[Collection("Host")]
public sealed class HostTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _ = new Terminal();
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "GitHubActions")]
    [InlineData("TF_BUILD", "AzurePipelines")]
    [InlineData("GITLAB_CI", "GitLab")]
    [InlineData("TEAMCITY_VERSION", "TeamCity")]
    [InlineData("APPVEYOR", "AppVeyor")]
    [InlineData("BAMBOO_SERVER", "Bamboo")]
    [InlineData("BITBUCKET_PIPELINE_UUID", "Bitbucket")]
    [InlineData("BITRISE_BUILD_URL", "Bitrise")]
    [InlineData("JENKINS_HOME", "Jenkins")]
    [InlineData("JB_SPACE_PROJECT_KEY", "SpaceAutomation")]
    [InlineData("TRAVIS", "TravisCI")]
    public void Each_server_is_known_by_its_variable(string variable, string host)
    {
        foreach (var name in new[] { "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "TEAMCITY_VERSION", "APPVEYOR", "BAMBOO_SERVER", "BITBUCKET_PIPELINE_UUID", "BITRISE_BUILD_URL", "JENKINS_HOME", "JB_SPACE_PROJECT_KEY", "TRAVIS" })
            Set(name, null);
        Assert.DoesNotContain(BuildServerHosts.All, x => x.IsRunning());
        Set(variable, "1");

        var found = Assert.Single(BuildServerHosts.All, x => x.IsRunning());

        Assert.Equal(host, found.Name);
        Assert.Equal(host, found.Create().GetType().Name);
        Assert.IsAssignableFrom<IBuildServer>(Nuke.Common.Host.Instance);
    }

    [Fact]
    public void GitHub_gives_its_variables_and_the_event()
    {
        using var directory = new TemporaryDirectory();
        Set("GITHUB_EVENT_PATH", directory.Write("event.json", """{"action":"opened","number":42}"""));
        Set("GITHUB_EVENT_NAME", "pull_request");
        Set("GITHUB_REF", "refs/pull/42/merge");
        Set("GITHUB_SHA", "abc");
        Set("GITHUB_RUN_NUMBER", "7");
        Set("GITHUB_STEP_SUMMARY", Path.Combine(directory.Path, "summary.md"));
        Set("GITHUB_REF_TYPE", null);

        var host = new GitHubActions();

        Assert.Same(host, GitHubActions.Instance);
        Assert.True(host.IsPullRequest);
        Assert.Equal((42, "opened"), (host.PullRequestNumber!.Value, host.PullRequestAction));
        Assert.Equal(7, host.RunNumber);
        Assert.Null(host.RefType);
        Assert.Equal("summary.md", host.StepSummaryFile.Name);
        Assert.Equal(("refs/pull/42/merge", "abc"), (((IBuildServer)host).Branch, ((IBuildServer)host).Commit));
    }

    [Fact]
    public void GitHub_without_an_event_file_has_an_empty_event()
    {
        Set("GITHUB_EVENT_PATH", null);

        Assert.Null(new GitHubActions().PullRequestNumber);
    }

    [Fact]
    public void Workflow_commands_are_escaped()
    {
        var host = new GitHubActions(_output);

        host.WriteCommand("warning", "50% of\nlines", x => x.AddPair("file", "a:b,c").AddPair("line", 3));
        host.AddMask("secret");
        using (host.WriteBlock("Compile"))
            host.ReportError("broken");

        Assert.Equal("::warning file=a%3Ab%2Cc,line=3::50%25 of%0Alines\n::add-mask::secret\n::group::Compile\n::error::broken\n::endgroup::Compile\n", _output.ToString());
        Assert.True(host.FilterMessage("::set-output name=x::1"));
        Assert.False(host.FilterMessage("plain"));
    }

    [Fact]
    public void Azure_commands_are_escaped()
    {
        var host = new AzurePipelines(_output);

        host.LogWarning("two\nlines", sourcePath: "a;b]");
        host.UploadArtifacts("drop", "packages", "/out");
        host.SetVariable("x", "y", isSecret: true);
        host.PublishTestResults("Tests", AzurePipelinesTestResultsType.VSTest, ["a.trx", "b.trx"], mergeResults: true);

        Assert.Equal(
            """
            ##vso[task.logissue type=warning;sourcepath=a%3Bb%5D]two%0Alines
            ##vso[artifact.upload containerfolder=drop;artifactname=packages]/out
            ##vso[task.setvariable variable=x;issecret=True]y
            ##vso[results.publish type=VSTest;resultFiles=a.trx,b.trx;mergeResults=True;runTitle='Tests']

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void TeamCity_messages_are_escaped_and_its_properties_read()
    {
        using var directory = new TemporaryDirectory();
        var configuration = directory.Write("configuration.properties", "# comment\nteamcity.build.branch=release/1\nteamcity.serverUrl=https\\://server\nteamcity.build.id=12\n");
        Set("TEAMCITY_BUILD_PROPERTIES_FILE", directory.Write("build.properties", $"build.vcs.number=abc\nsecure\\:password=x\nteamcity.configuration.properties.file={configuration}\n"));
        var host = new TeamCity(_output);

        host.WriteError("it's [broken]|", "line\nline");
        host.OpenBlock("Compile");
        host.CloseBlock("Compile");
        host.PublishArtifacts("out => packages");
        host.Write("custom", "a", "b");

        Assert.Equal(
            """
            ##teamcity[message text='it|'s |[broken|]||' status='ERROR' errorDetails='line|nline']
            ##teamcity[blockOpened name='Compile']
            ##teamcity[blockClosed name='Compile']
            ##teamcity[publishArtifacts 'out => packages']
            ##teamcity[custom 'a' 'b']

            """.ReplaceLineEndings("\n"),
            _output.ToString());
        Assert.Equal(("release/1", "abc", 12L, "https://server"), (host.BranchName, host.BuildVcsNumber, host.BuildId, host.ServerUrl));
        Assert.Equal("x", host.SystemProperties["password"]);
    }

    [Fact]
    public void GitLab_and_Travis_fold_what_stands_in_a_block()
    {
        using (new GitLab(_output).WriteBlock("Run tests"))
            _output.WriteLine("inside");
        using (new TravisCI(_output).WriteBlock("Run tests"))
            _output.WriteLine("inside");

        var lines = _output.ToString().Split('\n');
        Assert.Matches("section_start:[0-9]+:run_tests\r.*Run tests$", lines[0]);
        Assert.Matches("section_end:[0-9]+:run_tests", lines[2]);
        Assert.Equal("travis_fold:start:Run_tests\rRun tests", lines[3]);
        Assert.Equal("travis_fold:end:Run_tests\r", lines[5]);
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
