using Pipeline.Secrets.Caching;

namespace Pipeline.Secrets.Tests.Caching;

/// <summary>Which version counts as in use, while those who hold on to a secret take the next one.</summary>
public sealed class TakenVersionTests : IAsyncDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");

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
    public async Task A_version_is_in_use_once_all_who_hold_on_to_it_have_taken_it()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        var taking = new TaskCompletionSource();
        List<string> taken = [];
        using var subscription = manager.OnChange(s_name, async (version, _) =>
        {
            await taking.Task;
            taken.Add(version.Version);
        });
        Assert.Equal(new SecretInUse(s_name, "1", false), Assert.Single(manager.VersionsInUse));

        _store.Set(s_name, "2");
        manager.Invalidate(s_name);
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
        Assert.Equal("1", Assert.Single(manager.VersionsInUse).Version);
        taking.SetResult();

        await Eventually.HoldsAsync(() => manager.VersionsInUse.Single().Version == "2");
        Assert.Equal(["2"], taken);
    }

    [Fact]
    public async Task Who_fails_to_take_a_version_is_offered_it_again_and_until_then_the_old_one_is_in_use()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name], TimeToLive = TimeSpan.FromMilliseconds(80) });
        var failures = 1;
        using var subscription = manager.OnChange(s_name, (_, _) => Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("no connection") : Task.CompletedTask);

        _store.Set(s_name, "2");
        manager.Invalidate(s_name);
        await manager.GetAsync(s_name, default);
        await Eventually.HoldsAsync(() => _events.Kinds.Contains(SecretsManagerEventKind.NotTaken));
        // The background goes by the real clock in its pauses, and by the other one in what is due.
        _time.Advance(TimeSpan.FromMilliseconds(60));

        await Eventually.HoldsAsync(() => manager.VersionsInUse.Single().Version == "2");
    }

    [Fact]
    public async Task A_version_that_is_held_to_the_processs_end_is_the_one_in_use_and_that_is_said_once()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name], TimeToLive = TimeSpan.FromMilliseconds(80) });
        using var held = manager.Hold(await manager.GetAsync(s_name, default));
        List<string> taken = [];
        using var subscription = manager.OnChange(s_name, (version, _) => Note(taken, version));

        _store.Set(s_name, "2");
        manager.Invalidate(s_name);
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);
        await Eventually.HoldsAsync(() => _events.Kinds.Contains(SecretsManagerEventKind.NotTaken));
        for (var reads = _store.Reads; _store.Reads < reads + 3;)
        {
            _time.Advance(TimeSpan.FromMilliseconds(60));
            await Task.Yield();
        }

        Assert.Equal("1", Assert.Single(manager.VersionsInUse).Version);
        Assert.Equal(["2"], taken);
        Assert.Equal([SecretsManagerEventKind.Changed, SecretsManagerEventKind.NotTaken], _events.Kinds);
    }

    [Fact]
    public async Task Who_comes_with_an_older_version_is_handed_the_current_one()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        var old = await manager.GetAsync(s_name, default);
        _store.Set(s_name, "2");
        manager.Invalidate(s_name);
        await manager.GetAsync(s_name, default);
        Assert.Equal("2", Assert.Single(manager.VersionsInUse).Version);
        var taking = new TaskCompletionSource();

        using var subscription = manager.OnChange(old, (_, _) => taking.Task);

        Assert.Equal("1", Assert.Single(manager.VersionsInUse).Version);
        taking.SetResult();
        await Eventually.HoldsAsync(() => manager.VersionsInUse.Single().Version == "2");
    }

    [Fact]
    public async Task A_version_after_a_deletion_is_in_use_only_once_it_was_taken()
    {
        _store.Set(s_name, "1");
        var manager = await StartAsync(x => x with { Required = [s_name] });
        List<string> taken = [];
        var taking = new TaskCompletionSource();
        using var subscription = manager.OnChange(await manager.GetAsync(s_name, default), async (version, _) =>
        {
            await taking.Task;
            await Note(taken, version);
        });
        _store.Remove(s_name);
        manager.Invalidate(s_name);
        await manager.FindAsync(s_name, default);

        _store.Set(s_name, "2");
        manager.Invalidate(s_name);
        Assert.Equal("2", (await manager.GetAsync(s_name, default)).Version);

        Assert.Empty(manager.VersionsInUse);
        taking.SetResult();
        await Eventually.HoldsAsync(() => manager.VersionsInUse is [{ Version: "2" }]);
        Assert.Equal(["2"], taken);
    }

    private async Task<ProductionSecretsManager> StartAsync(Func<SecretsManagerOptions, SecretsManagerOptions>? configure = null)
    {
        var options = new SecretsManagerOptions { Time = _time, Events = _events };
        return _manager = await ProductionSecretsManager.StartAsync(_store, configure?.Invoke(options) ?? options, default);
    }

    private static Task Note(List<string> taken, SecretVersion version)
    {
        taken.Add(version.Version);
        return Task.CompletedTask;
    }
}
