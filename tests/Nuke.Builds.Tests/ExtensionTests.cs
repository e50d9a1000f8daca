using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

public sealed class ExtensionTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    [Fact]
    public void Events_come_in_order_to_the_build_and_then_to_its_extensions_by_priority()
    {
        var run = _repository.Gallery("Extensions");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            [
                "OnBuildCreated False", "<first> created 3", "<second> created 3",
                "OnBuildInitialized 2", "<first> initialized First,Never,Last", "<second> initialized First,Never,Last",
                "OnTargetRunning First", "<first> running First Running", "<second> running First Running",
                "<first> summary 42", "<second> summary 42",
                "OnTargetSucceeded First", "<first> succeeded First", "<second> succeeded First",
                "OnTargetSkipped Never", "<first> skipped Never", "<second> skipped Never",
                "OnTargetRunning Last", "<first> running Last Running", "<second> running Last Running",
                "OnTargetSucceeded Last", "<first> succeeded Last", "<second> succeeded Last",
                "OnBuildFinished 2", "<first> finished True", "<second> finished True",
            ],
            Events(run));
        Assert.Matches(@"First +Succeeded .*Answer: 42", run.Error);
    }

    [Fact]
    public void Extensions_hear_of_a_failure_and_of_the_end_after_it()
    {
        var run = _repository.Gallery("Extensions", "--break");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["OnTargetFailed Last", "<first> failed Last", "<second> failed Last", "OnBuildFinished 1", "<first> finished False", "<second> finished False"], Events(run)[^6..]);
    }

    [Fact]
    public void Values_are_injected_by_attributes_of_the_build_s_own()
    {
        _repository.Write("VERSION", "1.0-beta\n");

        var run = _repository.Gallery("Injection", "--needed", "x", "--environment", "staging");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["Version=1.0-beta", "LoudVersion=1.0-BETA", "Environment=staging", "Broken=kept", "Optional=", "Needed=x"], run.Said.Where(x => !x.Contains("no value", StringComparison.Ordinal)));
        Assert.Contains("Build.Broken has no value: the service is away", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Build.Optional", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_attribute_of_the_build_s_own_has_its_default_and_its_values()
    {
        _repository.Write("VERSION", "1");

        var run = _repository.Gallery("Injection", "--needed", "x");
        var wrong = _repository.Gallery("Injection", "--needed", "x", "--environment", "stagign");

        Assert.Contains("Environment=development", run.Said);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("'development', 'staging', 'production'", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_requirement_on_an_injected_member_says_why_it_has_no_value()
    {
        var run = _repository.Gallery("Injection", "--needed", "x");

        Assert.Equal(2, run.ExitCode);
        Assert.Matches("Target 'Print' needs 'Version', which has no value: .*VERSION", run.Error);
    }

    public void Dispose() => _repository.Dispose();

    private static List<string> Events(BuildRun run) => [.. run.Error.Split('\n').Select(x => x.TrimEnd()).Where(x => x.StartsWith("On", StringComparison.Ordinal) || x.StartsWith('<'))];
}
