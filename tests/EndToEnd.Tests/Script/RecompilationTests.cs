namespace EndToEnd.Tests.Script;

/// <summary>The real compiler behind <c>build.sh</c>: the program that runs is the one that the sources say.</summary>
[Collection(SampleGroup.Name)]
public sealed class RecompilationTests(SampleRepository sample)
{
    [Fact]
    public void The_first_build_says_that_it_builds_and_is_compiled_ahead_of_time()
    {
        Assert.Contains("Building the build", sample.FirstBuild.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(sample.App, "Pipeline.Engine.dll")).Length > 2 * new FileInfo(Path.Combine(sample.Root, "build", "product", "Pipeline.Engine.dll")).Length,
            "Pipeline.Engine.dll was not compiled ahead of time.");
    }

    [Fact]
    public async Task An_unchanged_build_is_run_as_it_is()
    {
        var app = sample.CurrentApp();

        var run = await sample.ScriptAsync("Nothing");

        Assert.DoesNotContain("Building the build", run.AssertSuccess().Error, StringComparison.Ordinal);
        Assert.Equal(app, sample.CurrentApp());
    }

    [Fact]
    public async Task An_edit_that_keeps_size_and_time_changes_what_the_program_does_and_a_mistake_is_survived()
    {
        var original = await File.ReadAllTextAsync(sample.BuildFile);
        var time = File.GetLastWriteTimeUtc(sample.BuildFile);

        await File.WriteAllTextAsync(sample.BuildFile, original.Replace("hello one", "hello two", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(sample.BuildFile, time);
        var edited = await sample.ScriptAsync("Greet");
        await File.WriteAllTextAsync(sample.BuildFile, original.Replace("\"hello one\"", "17", StringComparison.Ordinal));
        var broken = await sample.ScriptAsync("Greet");
        await File.WriteAllTextAsync(sample.BuildFile, original);
        File.SetLastWriteTimeUtc(sample.BuildFile, time);
        var both = await Task.WhenAll(sample.ScriptAsync("Greet"), sample.ScriptAsync("Greet"));

        Assert.Contains("hello two", edited.AssertSuccess().Error, StringComparison.Ordinal);
        broken.AssertMistake(1, "Build.cs(", "error CS0029", "The build program does not compile");
        Assert.All(both, x => Assert.Contains("hello one", x.AssertSuccess().Error, StringComparison.Ordinal));
    }
}
