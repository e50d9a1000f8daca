using Pipeline.Errors;
using Pipeline.Secrets.Caching;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Tests.MountedFiles;

namespace Pipeline.Secrets.Tests.Caching;

public sealed class ProductionSecretsManagerTests : IAsyncDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");
    private static readonly SecretName s_other = SecretName.Parse("agentkit/staging/api/other");
    private static readonly SecretStoreException s_away = new(SecretErrors.StoreAway, "The store is away.") { IsTransient = true };

    private readonly ScriptedStore _store = new();
    private readonly ManualTime _time = new();
    private readonly EventList _events = new();
    private ProductionSecretsManager? _manager;

    public async ValueTask DisposeAsync()
    {
        if (_manager is not null)
            await _manager.DisposeAsync();
    }

    [Fact]
    public async Task A_value_is_read_once_and_again_when_its_time_is_over()
    {
        var manager = await StartAsync();
        _store.Set(s_name, "1");

        for (var i = 0; i < 5; i++)
            Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        Assert.Equal(1, _store.Reads);
        _store.Set(s_name, "2");
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
        Assert.Equal((2, 7L, 2L), (_store.Reads, manager.Counters.Reads, manager.Counters.StoreReads));
        Assert.Equal([SecretsManagerEventKind.Changed], _events.Kinds);
    }

    [Fact]
    public async Task Many_callers_at_once_are_one_read()
    {
        var manager = await StartAsync();
        var gate = new TaskCompletionSource();
        (_store.Gate, _) = (gate.Task, 0);
        _store.Set(s_name, "1");

        var callers = Enumerable.Range(0, 50).Select(_ => manager.GetAsync(s_name, default)).ToList();
        await Eventually.HoldsAsync(() => _store.Reads == 1);
        gate.SetResult();
        await Task.WhenAll(callers);

        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_read_of_the_others()
    {
        var manager = await StartAsync();
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        _store.Set(s_name, "1");
        using var cancelling = new CancellationTokenSource();

        var impatient = manager.GetAsync(s_name, cancelling.Token);
        var patient = manager.GetAsync(s_name, default);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.Equal("1", (await patient).Version);
    }

    [Fact]
    public async Task What_is_needed_at_the_start_and_missing_is_named_all_at_once()
    {
        _store.Set(s_name, "1");
        var third = SecretName.Parse("agentkit/staging/third");

        var refused = await Assert.ThrowsAsync<PipelineException>(() => StartAsync(x => x with { Required = [s_name, s_other, third] }));

        Assert.Equal("PIPE5010", refused.Code.Id);
        Assert.Contains("2 of the 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains(s_other.Value, refused.Message, StringComparison.Ordinal);
        Assert.Contains(third.Value, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"'{s_name}'", refused.Message, StringComparison.Ordinal);
        Assert.True(_store.IsDisposed);
    }

    [Fact]
    public async Task A_store_that_is_away_at_the_start_ends_it()
    {
        _store.Failure = s_away;

        var refused = await Assert.ThrowsAsync<PipelineException>(() => StartAsync(x => x with { Required = [s_name] }));

        Assert.Contains("The store is away", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_store_is_away_the_previous_value_is_served_for_a_bounded_time_and_said_once()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Failure = s_away;

        for (var minutes = 0; minutes < 60; minutes += 6)
        {
            _time.Advance(TimeSpan.FromMinutes(6));
            Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        }

        Assert.Equal([SecretsManagerEventKind.StoreAway], _events.Kinds);
        Assert.Equal((10L, 10L, 1, TimeSpan.FromMinutes(60)), (manager.Counters.StaleReads, manager.Counters.StoreFailures, manager.Counters.SecretsAway, manager.Counters.OldestAge));
        Assert.True(Assert.Single(manager.VersionsInUse).IsStale);
        _time.Advance(TimeSpan.FromMinutes(1));
        var tooOld = await Assert.ThrowsAsync<SecretStoreException>(() => manager.GetAsync(s_name, default));
        await Assert.ThrowsAsync<SecretStoreException>(() => manager.GetAsync(s_name, default));
        Assert.Equal("PIPE5011", tooOld.Code.Id);
        Assert.Equal([SecretsManagerEventKind.StoreAway, SecretsManagerEventKind.Expired], _events.Kinds);

        _store.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        Assert.Equal(SecretsManagerEventKind.StoreBack, _events.Kinds[^1]);
        Assert.Equal(0, manager.Counters.SecretsAway);
    }

    [Fact]
    public async Task A_store_that_is_away_is_not_asked_at_every_call()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Failure = s_away;
        _time.Advance(TimeSpan.FromMinutes(6));

        for (var i = 0; i < 20; i++)
            await manager.GetAsync(s_name, default);
        Assert.Equal(2, _store.Reads);
        _time.Advance(TimeSpan.FromSeconds(11));
        await manager.GetAsync(s_name, default);
        Assert.Equal(3, _store.Reads);

        _store.Failure = new SecretStoreException(SecretErrors.StoreAway, "Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromMinutes(2) };
        _time.Advance(TimeSpan.FromSeconds(11));
        await manager.GetAsync(s_name, default);
        _time.Advance(TimeSpan.FromSeconds(100));
        await manager.GetAsync(s_name, default);
        Assert.Equal(4, _store.Reads);
    }

    [Fact]
    public async Task A_secret_that_was_never_read_fails_with_what_the_store_says()
    {
        var manager = await StartAsync();
        _store.Failure = s_away;

        Assert.Same(s_away, await Assert.ThrowsAsync<SecretStoreException>(() => manager.GetAsync(s_name, default)));
        await Assert.ThrowsAsync<SecretStoreException>(() => manager.GetAsync(s_name, default));

        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task A_store_that_breaks_is_like_one_that_is_away()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Failure = new InvalidOperationException("canary in a bug");
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        Assert.DoesNotContain(_events.Messages, x => x.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_that_hangs_ends_after_its_time()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name], ReadTimeout = TimeSpan.FromMilliseconds(50) });
        _store.Gate = new TaskCompletionSource().Task;
        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("1", (await manager.GetAsync(s_name, default)).Version);
        Assert.Equal([SecretsManagerEventKind.StoreAway], _events.Kinds);
    }

    [Fact]
    public async Task A_deleted_secret_is_no_longer_served()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Remove(s_name);
        _time.Advance(TimeSpan.FromMinutes(6));

        await Assert.ThrowsAsync<SecretNotFoundException>(() => manager.GetAsync(s_name, default));

        Assert.Null(await manager.FindAsync(s_name, default));
        Assert.Empty(manager.VersionsInUse);
        Assert.Equal([SecretsManagerEventKind.Deleted], _events.Kinds);
        Assert.Equal(2, _store.Reads);
        _store.Set(s_name, "2");
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
    }

    [Fact]
    public async Task Invalidated_it_is_read_again_at_once_and_stays_while_the_store_is_away()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Set(s_name, "2");

        manager.Invalidate(s_name);
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
        _store.Failure = s_away;
        manager.Invalidate(s_name);

        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
    }

    [Fact]
    public async Task A_read_that_began_before_it_was_invalidated_does_not_count()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync();
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var reading = manager.GetAsync(s_name, default);
        await Eventually.HoldsAsync(() => _store.Reads == 1);

        _store.Set(s_name, "2");
        _store.Gate = Task.CompletedTask;
        manager.Invalidate(s_name);
        gate.SetResult();

        Assert.Equal("2", (await reading).Version);
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
    }

    [Fact]
    public async Task A_new_version_is_noticed_although_nobody_asks()
    {
        _store.Set(s_name, "1");
        _manager = await ProductionSecretsManager.StartAsync(_store, new SecretsManagerOptions { Required = [s_name], TimeToLive = TimeSpan.FromMilliseconds(60), Events = _events }, default);
        var manager = _manager;

        _store.Set(s_name, "2");

        await Eventually.HoldsAsync(() => manager.VersionsInUse.Single().Version == "2");
        Assert.Equal([SecretsManagerEventKind.Changed], _events.Kinds);
    }

    [Fact]
    public async Task A_swapped_volume_is_taken_over_long_before_the_time_is_over()
    {
        using var volume = new SecretVolume();
        volume.Mount(new Dictionary<string, string> { ["agentkit.staging.api.key"] = "one" });
        _manager = await ProductionSecretsManager.StartAsync(
            SecretStoreLocation.Parse($"file://{volume.Path}"), new SecretStoreOptions(), new SecretsManagerOptions { Required = [s_name], TimeToLive = TimeSpan.FromHours(1) }, default);
        var manager = _manager;

        volume.Mount(new Dictionary<string, string> { ["agentkit.staging.api.key"] = "two" });

        var expected = SecretFingerprint.Of(s_name, new Secret("two"));
        await Eventually.HoldsAsync(() => manager.VersionsInUse.Single().Version == expected);
        Assert.Equal("two", (await manager.GetAsync(s_name, default)).Value.Reveal());
    }

    [Fact]
    public async Task A_reference_with_a_key_takes_one_of_the_value()
    {
        var manager = await StartAsync();
        _store.Set(s_name, "1", """{"username":"app","password":"pass"}""");

        Assert.Equal("pass", (await manager.ResolveAsync(SecretReference.Parse($"secret://{s_name}#password"), default)).Reveal());
    }

    [Fact]
    public async Task After_its_end_it_gives_out_nothing_and_the_store_is_closed()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        _store.Gate = new TaskCompletionSource().Task;
        manager.Invalidate(s_name);
        var hanging = manager.GetAsync(s_name, default);

        await manager.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => manager.GetAsync(s_name, default));
        Assert.True(_store.IsDisposed);
        _manager = null;
    }

    private async Task<ProductionSecretsManager> StartAsync(Func<SecretsManagerOptions, SecretsManagerOptions>? configure = null)
    {
        var options = new SecretsManagerOptions { Time = _time, Events = _events };
        return _manager = await ProductionSecretsManager.StartAsync(_store, configure?.Invoke(options) ?? options, default);
    }
}
