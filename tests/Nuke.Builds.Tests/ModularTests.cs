using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

/// <summary>A build of interface components, over several files.</summary>
public sealed class ModularTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.CopyOf("Modular");

    [Fact]
    public void Components_are_overridden_and_extended()
    {
        var run = _repository.Build("Modular", "Test", "Clean", "--retries", "5", "--sem-ver", "2.0.0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            [$"Cleaned {_repository.In("output")}", "Version 2.0.0", "Compile Parts.slnx Debug sweet", "Compile, and some more", "Test with 5 retries"],
            run.Said.OrderBy(x => !x.StartsWith("Cleaned", StringComparison.Ordinal)));
        Assert.Equal("2.0.0\n", _repository.Read("version.txt"));
        Assert.Matches("Compile +Succeeded .*Flavour: sweet", run.Error);
        Assert.True(run.Outcomes.ToList().IndexOf("Clean succeeded") < run.Outcomes.ToList().IndexOf("Compile succeeded"), run.ToString());
    }

    [Fact]
    public void A_component_s_parameters_come_from_file_and_environment_with_its_prefix()
    {
        var run = _repository.Build("Modular", [("PUBLISHING_TOKEN", "correct-horse")]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Publish to staging.internal with ***", run.Said);
        Assert.Contains("Announced 2 projects", run.Said);
    }

    [Fact]
    public void A_component_s_missing_parameter_is_named_with_its_prefix()
    {
        var run = _repository.Build("Modular", "Announce");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Parameter 'PublishingToken' is required.", run.Error, StringComparison.Ordinal);
        Assert.Contains("NUKE_PUBLISHING_TOKEN", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_a_condition_skips_needs_nothing()
    {
        var run = _repository.Build("Modular", "Announce", "--publishing-server", "nowhere");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Publish skipped", run.Outcomes);
        Assert.Contains("Announced 2 projects", run.Said);
    }

    [Fact]
    public void A_failure_that_may_be_fails_the_build_only_at_its_end()
    {
        var run = _repository.Build("Modular", [("PUBLISHING_TOKEN", "t")], "--fail");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Test failed", run.Outcomes);
        Assert.Contains("The tests were asked to fail", run.Error, StringComparison.Ordinal);
        Assert.Contains("Announced 2 projects", run.Said);
    }

    [Fact]
    public void Help_lists_the_targets_and_parameters_of_all_components()
    {
        var run = _repository.Build("Modular", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"Test \(default\)", run.Out);
        Assert.Matches(@"Announce \(default\)", run.Out);
        Assert.Matches("--publishing-token", run.Out);
        Assert.Matches("--sem-?ver TEXT +The version to build. Default: 0.1.0", run.Out);
        Assert.DoesNotContain("--server ", run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();
}
