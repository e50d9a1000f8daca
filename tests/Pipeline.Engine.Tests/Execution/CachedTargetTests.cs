using Pipeline.Engine.Caching;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Tests.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class CachedTargetTests
{
    private static readonly Pipeline.Engine.Targets.TargetDefinition Failing = Target("A").Failing() with { Cache = new CacheSpec() };

    [Theory]
    [InlineData(CacheState.UpToDate, "nothing changed")]
    [InlineData(CacheState.Restored, "outputs restored from the cache")]
    public async Task A_hit_answers_the_target_without_running_it(CacheState state, string reason)
    {
        var (cache, recorder) = (new FakeCache(state), new Recorder());

        var result = await Run.TargetsAsync([Failing, Target("B", "A")], new ExecutionOptions { Cache = cache }, [recorder]);

        Assert.Equal("A:Cached B:Succeeded", result.Statuses());
        Assert.Equal(reason, result.Targets[0].Reason);
        Assert.Equal(state, result.Targets[0].Cache?.State);
        Assert.Equal(["check A"], cache.Calls);
        Assert.Equal(["run starting", "A starting", "A Cached", "B starting", "B Succeeded", "run finished"], recorder.Events);
    }

    [Fact]
    public async Task A_miss_runs_the_target_and_saves_what_it_made()
    {
        var cache = new FakeCache(CacheState.Miss);

        var result = await Run.TargetsAsync([Target("A").Doing(() => cache.Calls.Add("run A")) with { Cache = new CacheSpec() }], new ExecutionOptions { Cache = cache });

        Assert.Equal("A:Succeeded", result.Statuses());
        Assert.Equal(["check A", "run A", "save A key"], cache.Calls);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public async Task A_result_that_cannot_be_saved_is_a_warning()
    {
        var result = await Run.TargetsAsync([Target("A") with { Cache = new CacheSpec() }], new ExecutionOptions { Cache = new FakeCache(CacheState.Miss, "disk full") });

        Assert.True(result.Succeeded);
        var (target, line) = Assert.Single(result.Problems);
        Assert.Equal(("A", OutputLevel.Warning, "disk full"), (target, line.Level, line.Text));
    }

    [Fact]
    public async Task What_failed_is_never_saved()
    {
        var cache = new FakeCache(CacheState.Miss);

        var result = await Run.TargetsAsync([Failing], new ExecutionOptions { Cache = cache });

        Assert.Equal("A:Failed", result.Statuses());
        Assert.Equal(["check A"], cache.Calls);
        Assert.NotNull(result.Targets[0].Cache);
    }

    [Fact]
    public async Task Without_inputs_or_outputs_the_cache_is_not_asked()
    {
        var cache = new FakeCache(CacheState.UpToDate);

        var result = await Run.TargetsAsync([Target("A")], new ExecutionOptions { Cache = cache });

        Assert.Equal("A:Succeeded", result.Statuses());
        Assert.Empty(cache.Calls);
    }

    [Fact]
    public async Task Without_a_cache_a_target_with_inputs_runs() =>
        Assert.Equal("A:Failed", (await Run.TargetsAsync([Failing])).Statuses());

    private sealed class FakeCache(CacheState state, string? warning = null) : ITargetCache
    {
        public List<string> Calls { get; } = [];

        public Task<CacheDecision> CheckAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
        {
            Calls.Add($"check {target}");
            return Task.FromResult(new CacheDecision(state, "key", ["because"]));
        }

        public Task<string?> SaveAsync(string target, CacheSpec spec, CacheDecision decision, CancellationToken cancellationToken)
        {
            Calls.Add($"save {target} {decision.Key}");
            return Task.FromResult(warning);
        }
    }
}
