using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

/// <summary>A build with the usual targets, on a real solution: it compiles, packs and pushes.</summary>
public sealed class ClassicTests : IDisposable
{
    private readonly TemporaryRepository _repository = TemporaryRepository.CopyOf("Classic").WithGit();

    [Fact]
    public void It_cleans_restores_compiles_packs_publishes_and_pushes()
    {
        _repository.Write("artifacts/old.txt", "");
        _repository.Write("src/Widgets/bin/old.txt", "");

        var run = _repository.Build("Classic", [("API_KEY", "correct-horse")], "Clean", "Publish", "Test", "Push", "--configuration", "Release", "--version", "3.1.4");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["Clean", "Compile", "Pack", "Publish", "Push", "Restore"], run.Outcomes.Where(x => x.EndsWith(" succeeded", StringComparison.Ordinal)).Select(x => x.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("Test skipped", run.Outcomes);
        Assert.True(_repository.Has("src/Widgets/bin/Release/net10.0/Widgets.dll"));
        Assert.False(_repository.Has("artifacts/old.txt"));
        Assert.False(_repository.Has("src/Widgets/bin/old.txt"));
        Assert.True(_repository.Has("artifacts/publish/Widgets.Cli/net10.0/Widgets.Cli.dll"));
        Assert.True(_repository.Has("artifacts/packages/Widgets.3.1.4.nupkg"));
        Assert.False(_repository.Has("artifacts/packages/Widgets.Cli.3.1.4.nupkg"));
        Assert.True(_repository.Has("feed/Widgets.3.1.4.nupkg"));
        Assert.DoesNotContain("correct-horse", run.ToString(), StringComparison.Ordinal);
        Assert.Matches("Compile +Succeeded .*Version: 3.1.4", run.Error);
        Assert.Matches("Pack +Succeeded .*Packages: 1", run.Error);
    }

    [Fact]
    public void It_knows_its_repository_and_its_solution_by_name()
    {
        var run = _repository.Build("Classic", "Info");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Branch = main", run.Said);
        Assert.Contains("On main = True", run.Said);
        Assert.Contains(run.Said, x => x.StartsWith("Commit = ", StringComparison.Ordinal) && x.Length == "Commit = ".Length + 40);
        Assert.Contains($"Solution path = {_repository.In("Widgets.sln")}", run.Said);
        Assert.Contains($"Cli = {_repository.In("src/Widgets.Cli/Widgets.Cli.csproj")}", run.Said);
        Assert.Contains("Type = Exe", run.Said);
        Assert.Contains("Winning = False", run.Said);
    }

    [Fact]
    public void Push_needs_a_key_and_the_release_configuration()
    {
        var run = _repository.Build("Classic", [("API_KEY", "k")], "Push");
        var withoutKey = _repository.Build("Classic", "Push", "--configuration", "Release");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Target 'Push'", run.Error, StringComparison.Ordinal);
        Assert.Contains("Configuration.Equals(Configuration.Release)", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, withoutKey.ExitCode);
        Assert.Contains("Parameter 'ApiKey' is required.", withoutKey.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiler_s_error_fails_the_target_and_is_shown()
    {
        _repository.Write("src/Widgets/Wrong.cs", "class Wrong { int X => \"text\"; }");

        var run = _repository.Build("Classic");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Compile failed", run.Outcomes);
        Assert.Contains("CS0029", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Nuke", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_workflow_can_be_generated_by_hand()
    {
        _repository.WriteScript("build.sh", "");

        var run = _repository.Build("Classic", "--generate-configuration", "GitHubActions_continuous");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("run: ./build.sh Test Pack", _repository.Read(".github/workflows/continuous.yml"), StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();
}
