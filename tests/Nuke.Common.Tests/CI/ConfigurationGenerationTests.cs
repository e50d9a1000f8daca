using CommonTests.ProjectModel;
using Nuke.Common.CI;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

public sealed class ConfigurationGenerationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SampleBuild _build;

    public ConfigurationGenerationTests()
    {
        _directory.Write("build.sh", string.Empty);
        _build = new SampleBuild(_directory.Path);
    }

    public void Dispose() => _directory.Dispose();

    private string Workflow => Path.Combine(_directory.Path, ".github", "workflows", "continuous.yml");

    [Fact]
    public void Files_are_written_once_and_then_are_up_to_date()
    {
        var first = ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path));
        var written = File.GetLastWriteTimeUtc(Workflow);
        var second = ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path));

        Assert.Equal(["GitHubActions_component", "GitHubActions_continuous"], first.Select(x => x.Id).Order());
        Assert.All(first, x => Assert.Equal(ConfigurationState.Written, x.State));
        Assert.All(second, x => Assert.Equal(ConfigurationState.UpToDate, x.State));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Workflow));
        ConfigurationGeneration.ThrowIfDrifted(ConfigurationGeneration.Verify(_build, SampleBuild.Targets(_directory.Path)));
    }

    [Fact]
    public void Verifying_reports_drift_with_its_first_line_and_writes_nothing()
    {
        ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path));
        var edited = File.ReadAllText(Workflow).Replace("runs-on: ubuntu-latest", "runs-on: ubuntu-22.04", StringComparison.Ordinal);
        File.WriteAllText(Workflow, edited);
        File.Delete(Path.Combine(_directory.Path, ".github", "workflows", "component.yml"));

        var exception = Assert.Throws<PipelineException>(() => ConfigurationGeneration.ThrowIfDrifted(ConfigurationGeneration.Verify(_build, SampleBuild.Targets(_directory.Path))));

        Assert.Equal(("PIPE1243", 1), (exception.Code.Id, exception.ExitCode));
        Assert.Contains("`runs-on: ubuntu-22.04` and is to be `runs-on: ubuntu-latest`", exception.Message, StringComparison.Ordinal);
        Assert.Contains("component.yml: it doesn't exist", exception.Message, StringComparison.Ordinal);
        Assert.Equal(edited, File.ReadAllText(Workflow));
    }

    [Fact]
    public void Line_ends_of_a_checkout_are_no_drift()
    {
        ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path));
        File.WriteAllText(Workflow, File.ReadAllText(Workflow).ReplaceLineEndings("\r\n"));

        Assert.All(ConfigurationGeneration.Verify(_build, SampleBuild.Targets(_directory.Path)), x => Assert.Equal(ConfigurationState.UpToDate, x.State));
    }

    [Fact]
    public void One_configuration_is_written_by_its_id_also_if_it_is_not_generated_by_itself()
    {
        var written = ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path), "githubactions_by_hand");

        Assert.Equal("GitHubActions_by_hand", Assert.Single(written).Id);
        Assert.False(File.Exists(Workflow));
    }

    [Fact]
    public void An_unknown_id_is_bad_usage_and_the_known_ones_are_listed()
    {
        var exception = Assert.Throws<PipelineException>(() => ConfigurationGeneration.Write(_build, SampleBuild.Targets(_directory.Path), "nothing"));

        Assert.Equal(("PIPE1245", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains("GitHubActions_continuous", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Relevant_targets_come_after_what_they_need_and_without_what_they_do_not()
    {
        var targets = SampleBuild.Targets(_directory.Path);

        Assert.Equal(["Restore", "Compile", "Test"], RelevantTargets.Of(targets, ["Test", "Compile"], []).Select(x => x.Name));
        Assert.Equal(["Restore", "Test"], RelevantTargets.Of(targets, ["Test"], ["Compile"]).Select(x => x.Name));
    }

    [Fact]
    public void A_generator_of_several_files_writes_those_that_differ_and_each_is_compared()
    {
        var build = new SeveralFilesBuild(_directory.Path);
        var (one, two) = (Path.Combine(_directory.Path, "one.yml"), Path.Combine(_directory.Path, "two.yml"));
        File.WriteAllText(one, "one\n");

        var written = ConfigurationGeneration.Write(build, []);
        File.WriteAllText(two, "edited\n");
        var verified = ConfigurationGeneration.Verify(build, []);

        Assert.Equal([("one.yml", ConfigurationState.UpToDate), ("two.yml", ConfigurationState.Written)], written.Select(x => (x.File.Name, x.State)));
        Assert.Equal([ConfigurationState.UpToDate, ConfigurationState.Drifted], verified.Select(x => x.State));
        Assert.Equal("edited\n", File.ReadAllText(two));
        Assert.Equal("two\n", File.ReadAllText(Path.Combine(_directory.Path, "generated-two.yml")));
    }
}
