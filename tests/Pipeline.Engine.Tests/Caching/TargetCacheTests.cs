using Pipeline.Engine.Caching;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Caching;

public sealed class TargetCacheTests : IDisposable
{
    private readonly CachedBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public async Task The_first_run_runs_and_the_second_has_nothing_to_do()
    {
        var first = await _build.RunAsync();
        var second = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, first.State);
        Assert.Equal(CacheState.UpToDate, second.State);
        Assert.Equal(first.Key, second.Key);
        Assert.Equal(["no earlier run is known", $"no result for these inputs is stored in local folder {_build.StoreDirectory}"], first.Reasons);
        Assert.Equal(["the inputs are those of the last run, and the outputs are in place"], second.Reasons);
        Assert.Equal(1, _build.Runs);
        Assert.Null(_build.Warning);
    }

    [Fact]
    public async Task An_unchanged_tree_is_not_read_again()
    {
        await _build.RunAsync();
        await _build.RunAsync();

        Assert.Equal(0, _build.HashedFiles);
    }

    [Fact]
    public async Task Changed_added_and_removed_inputs_are_named()
    {
        await _build.RunAsync();
        _build.Write("src/a.txt", "A new one");
        _build.Write("src/c.txt", "c");
        File.Delete(_build["src/deep/b.txt"]);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Equal(["input src/a.txt changed", "input src/c.txt added", "input src/deep/b.txt removed"], decision.Reasons.Take(3));
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task A_file_of_the_same_size_and_time_but_other_content_is_noticed()
    {
        await _build.RunAsync();
        var time = File.GetLastWriteTimeUtc(_build["src/a.txt"]);
        _build.Write("src/a.txt", "x");
        File.SetLastWriteTimeUtc(_build["src/a.txt"], time);

        Assert.Equal("input src/a.txt changed", (await _build.RunAsync()).Reasons[0]);
    }

    [Fact]
    public async Task Values_environment_variables_and_tools_count_and_only_versions_are_shown()
    {
        var version = "10.0.100";
        var value = "hunter1";
        _build.Spec = _build.Spec with
        {
            Values = new Dictionary<string, Func<string?>> { ["Password"] = () => value, ["Other"] = () => null },
            EnvironmentVariables = ["CI", "UNSET"],
            Tools = new Dictionary<string, Func<CancellationToken, Task<string>>> { ["dotnet"] = _ => Task.FromResult(version) },
        };
        await _build.RunAsync();
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        (version, value) = ("10.0.401", "hunter2");
        _build.Environment["CI"] = "true";
        _build.Environment["UNSET"] = "";

        var decision = await _build.RunAsync();

        Assert.Equal(
            ["value Password changed", "environment variable CI changed", "environment variable UNSET changed", "tool dotnet changed from 10.0.100 to 10.0.401"],
            decision.Reasons.Take(4));
        Assert.DoesNotContain("hunter", string.Join(' ', decision.Reasons), StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(_build.Files.Root, "*", SearchOption.AllDirectories),
            x => Assert.DoesNotContain("hunter", File.ReadAllText(x, System.Text.Encoding.Latin1), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_declaration_is_another_key()
    {
        await _build.RunAsync();
        _build.Spec = _build.Spec with { Outputs = ["output/**"], Values = new Dictionary<string, Func<string?>> { ["New"] = () => "1" } };

        var decision = await _build.RunAsync();

        Assert.Equal(["declared output output/** added", "value New added", "declared output output removed"], decision.Reasons.Take(3));
    }

    [Fact]
    public async Task Only_the_first_reasons_are_listed()
    {
        await _build.RunAsync();
        for (var i = 0; i < 14; i++)
            _build.Write($"src/{i:00}.txt", "");

        var decision = await _build.RunAsync();

        Assert.Equal("input src/09.txt added", decision.Reasons[9]);
        Assert.Equal("and 4 more", decision.Reasons[10]);
    }

    [Fact]
    public async Task The_executable_bit_of_an_input_counts()
    {
        if (OperatingSystem.IsWindows())
            return;
        await _build.RunAsync();
        File.SetUnixFileMode(_build["src/a.txt"], (UnixFileMode)0b111_101_101);

        Assert.Equal("input src/a.txt changed its executable bit", (await _build.RunAsync()).Reasons[0]);
    }

    [Fact]
    public async Task A_target_without_outputs_is_answered_by_its_inputs_alone()
    {
        _build.Spec = new CacheSpec { Inputs = ["src/deep", "!**/*.md"] };
        _build.Work = () => { };
        await _build.RunAsync();
        _build.Write("src/deep/notes.md", "");

        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        _build.Write("src/deep/c.txt", "");
        Assert.Equal(CacheState.Miss, (await _build.RunAsync()).State);
        File.Delete(_build["src/deep/c.txt"]);
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        Assert.Equal(2, _build.Runs);
    }

    [Fact]
    public async Task Without_reuse_a_target_always_runs_and_is_kept_all_the_same()
    {
        _build.Reuse = false;
        await _build.RunAsync();
        var second = await _build.RunAsync();
        _build.Reuse = true;
        var third = await _build.RunAsync();

        Assert.Equal(["results of earlier runs are not used (--no-cache)"], second.Reasons);
        Assert.Equal(CacheState.UpToDate, third.State);
        Assert.Equal(2, _build.Runs);
    }

    [Fact]
    public async Task A_run_that_failed_is_not_answered_from_an_earlier_success()
    {
        await _build.RunAsync();
        _build.Reuse = false;
        _build.Work = () => throw new InvalidOperationException("flaky");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _build.RunAsync());
        (_build.Reuse, _build.Work) = (true, null);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Equal(["the last run was not kept: it didn't finish"], decision.Reasons);
    }

    [Fact]
    public async Task An_input_that_is_missing_is_named_and_nothing_is_kept()
    {
        _build.Spec = _build.Spec with { Inputs = ["src/**", "gone.txt"] };

        var first = await _build.RunAsync();
        var warning = _build.Warning;
        var second = await _build.RunAsync();

        Assert.Equal(["input gone.txt is missing"], first.Reasons);
        Assert.Contains("PIPE0112", warning, StringComparison.Ordinal);
        Assert.Contains("input gone.txt is missing", warning, StringComparison.Ordinal);
        Assert.Equal(CacheState.Miss, second.State);
    }

    [Fact]
    public async Task An_output_that_is_not_written_is_named_and_nothing_is_kept()
    {
        _build.Spec = _build.Spec with { Outputs = ["output", "packages/*.nupkg", "!**/*.tmp"] };

        await _build.RunAsync();
        var warning = _build.Warning;
        var second = await _build.RunAsync();

        Assert.Contains("it didn't write its output packages/*.nupkg", warning, StringComparison.Ordinal);
        Assert.Equal(CacheState.Miss, second.State);
        Assert.Equal(["the last run was not kept: it didn't write its output packages/*.nupkg"], second.Reasons);
    }

    [Fact]
    public async Task An_input_that_changes_while_the_target_runs_keeps_nothing()
    {
        _build.Work = () =>
        {
            _build.Copy();
            _build.Write("src/a.txt", "edited meanwhile");
        };

        await _build.RunAsync();
        var warning = _build.Warning;
        _build.Work = null;
        var second = await _build.RunAsync();

        Assert.Contains("while it ran, input src/a.txt changed", warning, StringComparison.Ordinal);
        Assert.Equal(CacheState.Miss, second.State);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task An_output_that_is_an_input_too_is_pointed_out_and_never_overwritten()
    {
        _build.Spec = new CacheSpec { Inputs = ["src/**"], Outputs = ["src/made.txt", "src/*.txt"] };
        _build.Work = () => _build.Write("src/made.txt", "made");
        await _build.RunAsync();
        Assert.Contains("src/made.txt is one of its outputs: exclude it from the inputs", _build.Warning, StringComparison.Ordinal);
        await _build.RunAsync();
        Assert.Null(_build.Warning);
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);

        _build.Write("src/mine.txt", "by hand");
        Assert.Equal(CacheState.Miss, (await _build.RunAsync()).State);
        Assert.Equal("by hand", _build.Read("src/mine.txt"));
    }

    [Fact]
    public async Task Two_targets_that_leave_the_same_output_are_told_apart()
    {
        await using var cache = _build.Open();
        await _build.RunAsync(cache, "First", _build.Spec);

        await _build.RunAsync(cache, "Second", _build.Spec);

        Assert.Contains("output output/a.txt comes from another target too", _build.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_without_a_check_compares_with_the_given_key()
    {
        await using var cache = _build.Open();
        var decision = await cache.CheckAsync("Copy", _build.Spec, CancellationToken.None);
        _build.Copy();
        await using var other = _build.Open();

        var kept = await other.SaveAsync("Copy", _build.Spec, decision, CancellationToken.None);
        var refused = await other.SaveAsync("Other", _build.Spec, decision, CancellationToken.None);

        Assert.Null(kept);
        Assert.Contains("its inputs are not those that it was checked with", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/tmp/x")]
    [InlineData(".")]
    [InlineData("**")]
    [InlineData("**/*")]
    public async Task An_output_outside_of_the_root_or_all_of_it_is_an_error(string output)
    {
        _build.Spec = _build.Spec with { Outputs = [output] };

        var error = await Assert.ThrowsAsync<PipelineException>(() => _build.RunAsync());

        Assert.Equal("PIPE0113", error.Code.Id);
        Assert.Contains($"'{output}' of target 'Copy'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caches_own_files_are_nobodys_inputs()
    {
        _build.Spec = new CacheSpec { Inputs = ["**", "!output"], Outputs = ["output"] };
        _build.Store = new LocalCacheStore(_build["cache"]);
        await _build.RunAsync();
        Assert.Null(_build.Warning);

        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
    }

    [Fact]
    public async Task Explaining_changes_nothing()
    {
        await _build.RunAsync();
        Directory.Delete(_build["output"], recursive: true);
        await using var cache = _build.Open();

        var decision = await cache.ExplainAsync("Copy", _build.Spec, CancellationToken.None);

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal(
            ["output output/a.txt was deleted", "output output/deep/b.txt was deleted", $"the same inputs are stored in local folder {_build.StoreDirectory}"],
            decision.Reasons);
        Assert.False(Directory.Exists(_build["output"]));
    }

    [Fact]
    public async Task Different_targets_may_be_asked_at_the_same_time()
    {
        await using (var cache = _build.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
            {
                var spec = new CacheSpec { Inputs = ["src/**"], Outputs = [$"output/{i}.txt"] };
                var decision = await cache.CheckAsync($"Target {i}", spec, CancellationToken.None);
                Assert.Equal(CacheState.Miss, decision.State);
                _build.Write($"output/{i}.txt", "made by " + i);
                Assert.Null(await cache.SaveAsync($"Target {i}", spec, decision, CancellationToken.None));
            })));
        }

        await using var second = _build.Open();
        for (var i = 0; i < 12; i++)
            Assert.Equal(CacheState.UpToDate, (await second.CheckAsync($"Target {i}", new CacheSpec { Inputs = ["src/**"], Outputs = [$"output/{i}.txt"] }, CancellationToken.None)).State);
    }

    [Fact]
    public async Task No_cache_at_all_always_says_run()
    {
        var cache = new NoTargetCache();

        var decision = await cache.CheckAsync("X", new CacheSpec(), CancellationToken.None);

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Null(await cache.SaveAsync("X", new CacheSpec(), decision, CancellationToken.None));
    }
}
