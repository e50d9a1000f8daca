namespace EndToEnd.Tests.Script;

/// <summary>When <c>build.sh</c> builds the build, and when it doesn't.</summary>
public sealed class FreshnessTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { "an edit of the build", "echo 'class Build { int longer; }' >build/Build.cs" },
        { "an edit that keeps the file's size", "sed -i 's/int a/int b/' build/Build.cs" },
        { "an edit that keeps the file's size and time", "touch -r build/Build.cs stamp; sed -i 's/int a/int b/' build/Build.cs; touch -r stamp build/Build.cs" },
        { "an edit in place that keeps size, time and inode", "touch -r build/Build.cs stamp; printf 'class Build { int b; }' >build/Build.cs; touch -r stamp build/Build.cs" },
        { "a deleted file", "rm build/Other.cs" },
        { "a renamed file", "mv build/Other.cs build/Another.cs" },
        { "an added file", "echo >build/Added.cs" },
        { "an added file in a new folder", "mkdir -p build/deep/er; echo >build/deep/er/Added.cs" },
        { "a file with a space in its name", "echo >'build/An Added.cs'" },
        { "an edit of a project that the build references", "echo 'class Library { int x; }' >src/Library/Library.cs" },
        { "an edit of a referenced project file", "echo '<Project></Project>' >src/Library/Library.csproj" },
        { "an edit of global.json", "sed -i 's/latestFeature/latestMinor/' global.json" },
        { "an edit of Directory.Build.props", "echo '<Project></Project>' >Directory.Build.props" },
        { "an added NuGet.config", "echo '<configuration/>' >NuGet.config" },
        { "an added solution", "echo >Sample.slnx" },
        { "an added Directory.Packages.props", "echo '<Project></Project>' >Directory.Packages.props" },
        { "another SDK", "mkdir ../sdk/sdk/10.0.200" },
        { "a deleted program", "rm -r build/bin" },
        { "deleted state", "rm -r .nuke/temp" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Whatever_the_program_is_made_of_compiles_it_again(string change, string command)
    {
        using var repository = new ScriptRepository();
        (await repository.RunAsync()).AssertSuccess();
        var before = repository.Compilations;

        await repository.BashAsync(command);
        var run = (await repository.RunAsync()).AssertSuccess();

        Assert.True(repository.Compilations == before + 1, $"{change}: {run.All}");
        Assert.Contains("Building the build", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Building the build", (await repository.RunAsync()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "true")]
    [InlineData("an edit of another project", "mkdir -p src/Unrelated; echo >src/Unrelated/Unrelated.cs")]
    [InlineData("output of a compiler", "mkdir -p build/obj src/Library/bin; echo >build/obj/x.cs; echo >src/Library/bin/y.dll")]
    [InlineData("a look at the files", "cat build/*.cs >/dev/null; stat build/Build.cs >/dev/null")]
    public async Task Whatever_else_changes_does_not(string change, string command)
    {
        using var repository = new ScriptRepository();
        (await repository.RunAsync()).AssertSuccess();
        var state = repository.PathOf(".nuke/temp/build/current");
        var written = File.GetLastWriteTimeUtc(state);

        await repository.BashAsync(command);
        var run = (await repository.RunAsync()).AssertSuccess();

        Assert.True(repository.Compilations == 1, $"{change}: {run.All}");
        Assert.Empty(run.Error);
        Assert.Equal(written, File.GetLastWriteTimeUtc(state));
    }

    [Fact]
    public async Task A_checkout_of_another_branch_and_back_compiles_each_time()
    {
        using var repository = new ScriptRepository();
        await repository.BashAsync("printf '.nuke/temp\\nbin\\nobj\\n' >.gitignore; git init -q -b main . && git add -A && git -c user.name=a -c user.email=a@b commit -qm one && git checkout -q -b other && sed -i 's/int a/int b/' build/Build.cs && git -c user.name=a -c user.email=a@b commit -qam two && git checkout -q main");
        (await repository.RunAsync()).AssertSuccess();

        await repository.BashAsync("git checkout -q other");
        (await repository.RunAsync()).AssertSuccess();
        await repository.BashAsync("git checkout -q main");
        (await repository.RunAsync()).AssertSuccess();

        Assert.Equal(3, repository.Compilations);
    }

    [Fact]
    public async Task A_build_that_does_not_compile_shows_the_compilers_errors_and_the_next_good_edit_recovers()
    {
        using var repository = new ScriptRepository();
        (await repository.RunAsync()).AssertSuccess();

        repository.Write("build/Build.cs", "class BROKEN");
        var broken = await repository.RunAsync();
        var again = await repository.RunAsync();
        repository.Write("build/Build.cs", "class Mended { }");
        var mended = await repository.RunAsync("Show");

        broken.AssertMistake(1, "Build.cs(1,7): error CS1002: ; expected", "The build program does not compile", "run ./build.sh again");
        again.AssertMistake(1, "error CS1002");
        Assert.Contains("[Show]", mended.AssertSuccess().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_compilation_does_not_wait_for_servers_that_the_first_left_running()
    {
        using var repository = new ScriptRepository();
        (await repository.RunAsync()).AssertSuccess();

        repository.Write("build/Build.cs", "class Changed { }");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await repository.RunAsync()).AssertSuccess();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(50), "build.sh's lock was held by a process that the compiler left behind.");
    }

    [Fact]
    public async Task Two_builds_at_once_compile_once_and_both_succeed()
    {
        using var repository = new ScriptRepository();

        var both = await Task.WhenAll(repository.RunAsync("one"), repository.RunAsync("two"));

        Assert.Contains("[one]", both[0].AssertSuccess().Out, StringComparison.Ordinal);
        Assert.Contains("[two]", both[1].AssertSuccess().Out, StringComparison.Ordinal);
        Assert.Equal(1, repository.Compilations);
    }

    [Fact]
    public async Task What_was_put_back_with_an_old_time_is_not_left_out_by_the_compiler()
    {
        using var repository = new ScriptRepository();
        (await repository.RunAsync()).AssertSuccess();
        repository.Write("build/obj/Release/net10.0/_build.dll", "");
        repository.Write("src/Library/obj/Release/net10.0/Library.dll", "");

        await repository.BashAsync("touch -r build/Build.cs stamp; sed -i 's/int a/int b/' build/Build.cs; touch -r stamp build/Build.cs");
        (await repository.RunAsync()).AssertSuccess();

        Assert.False(File.Exists(repository.PathOf("build/obj/Release/net10.0/_build.dll")));
        Assert.True(File.Exists(repository.PathOf("src/Library/obj/Release/net10.0/Library.dll")));
    }
}
