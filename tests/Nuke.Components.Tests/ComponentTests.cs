namespace Nuke.Components.Tests;

/// <summary>What components do in single runs of the sample build.</summary>
public sealed class ComponentTests : IClassFixture<SampleRepository>
{
    private readonly SampleRepository _repository;

    public ComponentTests(SampleRepository repository) => _repository = repository;

    [Fact]
    public void All_targets_of_components_belong_to_the_build()
    {
        var result = _repository.Build("--list");

        Assert.Equal(0, result.ExitCode);
        foreach (var expected in new[] { "Restore", "Compile", "Test", "Pack", "Publish", "ReportCoverage", "CreateGitHubRelease" })
            Assert.Contains(expected, result.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void The_configuration_is_debug_where_nothing_is_said()
    {
        var result = _repository.Build("Compile");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Compiled as Debug", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_repository.Root, "App/bin/Debug/net10.0/App.dll")));
    }

    [Fact]
    public void An_unknown_configuration_is_an_error_before_anything_runs()
    {
        var result = _repository.Build("Compile", "--configuration", "Relaese");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Relaese", result.Output, StringComparison.Ordinal);
        Assert.Contains("Release", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Publishing_without_a_key_is_refused_before_anything_runs()
    {
        var result = _repository.Build("Publish");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("NuGetApiKey", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet restore", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Reporting_to_Codecov_without_a_token_is_refused_before_anything_runs()
    {
        var result = _repository.Build("ReportCoverage", "--extra", "codecov");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("CodecovToken", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet restore", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_notes_are_the_newest_section_of_the_changelog()
    {
        var result = _repository.Build("Notes");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Adds numbers", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("- First", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefixed_parameters_are_read_and_secrets_masked()
    {
        var result = _repository.Build("Credentials", "--git-hub-release-token", "token-77aa");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("On main with ***", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_test_fails_the_build_and_is_counted()
    {
        using var repository = new SampleRepository();
        repository.WriteTests(expected: 4);

        var result = repository.Build("Test");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Failed: 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("Passed: 1", result.Output, StringComparison.Ordinal);
    }
}
