using Pipeline.ObjectStorage.Moving;

namespace Pipeline.ObjectStorage.Tests.Moving;

public sealed class StoreMoveTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("objects-");
    private IObjectStore? _from;
    private IObjectStore? _to;

    public Task InitializeAsync()
    {
        (_from, _to) = (Open("from"), Open("to"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _from!.DisposeAsync();
        await _to!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_is_copied_with_its_description_and_nothing_is_deleted()
    {
        for (var i = 0; i < 30; i++)
            await PutAsync(_from!, $"clients/{i % 4}/ü {i}.png", [1, 2, (byte)i], i);
        await PutAsync(_to!, "of its own", [9], 0);

        var plan = await StoreMove.PlanAsync(_from!, _to!, new StoreMoveOptions(), CancellationToken.None);
        var outcome = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions(), progress: null, CancellationToken.None);
        var again = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.Equal((30, 90, 0, 30, 90), (plan.Objects, plan.Bytes, plan.AlreadyThere, plan.ToCopy, plan.BytesToCopy));
        Assert.Equal((true, 30, 90, 2), (outcome.Succeeded, outcome.Copied, outcome.CopiedBytes, outcome.Passes));
        Assert.Equal((true, 0, 30, 1), (again.Succeeded, again.Copied, again.AlreadyThere, again.Passes));
        await AssertSameAsync(30);
        Assert.NotNull(await _to!.HeadAsync("of its own", CancellationToken.None));
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_where_it_stood()
    {
        for (var i = 0; i < 60; i++)
            await PutAsync(_from!, $"{i:D2}", [1, 2, (byte)i], i);
        using var cancellation = new CancellationTokenSource();
        var progress = new Reports(x =>
        {
            if (x.Copied >= 20)
                cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions { Concurrency = 2 }, progress, cancellation.Token));
        var plan = await StoreMove.PlanAsync(_from!, _to!, new StoreMoveOptions(), CancellationToken.None);
        var outcome = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.InRange(plan.AlreadyThere, 20, 30);
        Assert.Equal((true, plan.AlreadyThere, plan.ToCopy), (outcome.Succeeded, outcome.AlreadyThere, outcome.Copied));
        await AssertSameAsync(60);
    }

    [Fact]
    public async Task What_a_service_writes_meanwhile_comes_along()
    {
        for (var i = 0; i < 40; i++)
            await PutAsync(_from!, $"{i:D2}", [1, (byte)i], i);
        var written = 0;
        var progress = new Reports(x =>
        {
            // While the first pass runs: new ones on both sides of where it is, and replaced ones.
            if (x.Pass == 1 && Interlocked.Increment(ref written) is var n and <= 20)
            {
                PutAsync(_from!, $"{(n % 2 == 0 ? "!" : "~")}{n}", [7, (byte)n], n).GetAwaiter().GetResult();
                PutAsync(_from!, $"{n:D2}", [8, (byte)n, 0], n).GetAwaiter().GetResult();
            }
        });

        var outcome = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions { Concurrency = 1 }, progress, CancellationToken.None);

        Assert.True(outcome.Succeeded);
        Assert.True(outcome.Passes >= 2);
        await AssertSameAsync(60);
    }

    [Fact]
    public async Task A_source_that_never_rests_ends_unsettled()
    {
        await PutAsync(_from!, "file", [1], 0);
        var n = 0;
        var progress = new Reports(_ => PutAsync(_from!, "file", [1], ++n).GetAwaiter().GetResult());

        var outcome = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions { MaxPasses = 4 }, progress, CancellationToken.None);

        Assert.Equal((false, false, 4), (outcome.Settled, outcome.Succeeded, outcome.Passes));
    }

    [Fact]
    public async Task What_is_newer_at_the_destination_is_kept_unless_asked_otherwise()
    {
        await PutAsync(_from!, "file", [1], 1);
        await PutAsync(_to!, "file", [2], 2);

        var kept = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions(), progress: null, CancellationToken.None);
        var keptLength = (await _to!.HeadAsync("file", CancellationToken.None))!.Metadata["n"];
        var replaced = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions { ReplaceNewer = true }, progress: null, CancellationToken.None);

        Assert.False(kept.Succeeded);
        Assert.Equal("file", Assert.Single(kept.Failures).Key);
        Assert.Contains("after the source's", kept.Failures[0].Reason, StringComparison.Ordinal);
        Assert.Equal("2", keptLength);
        Assert.True(replaced.Succeeded);
        await AssertSameAsync(1);
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again()
    {
        for (var i = 0; i < 5; i++)
            await PutAsync(_from!, $"{i}", [1, (byte)i], i);
        var flaky = new FaultyStore(_to!) { BeforePut = attempt => attempt % 3 == 1 ? new ObjectStoreException(ObjectStorageErrors.Unavailable, "away") { IsTransient = true } : null };

        var outcome = await StoreMove.RunAsync(_from!, flaky, new StoreMoveOptions { Concurrency = 1, TimeProvider = new Hasty() }, progress: null, CancellationToken.None);

        Assert.True(outcome.Succeeded);
        Assert.True(flaky.Puts > 5);
        await AssertSameAsync(5);
    }

    [Fact]
    public async Task One_that_cannot_be_copied_is_named_and_the_others_are_copied()
    {
        for (var i = 0; i < 5; i++)
            await PutAsync(_from!, $"{i}", [1, (byte)i], i);
        var faulty = new FaultyStore(_to!) { RefusedKey = "3" };

        var outcome = await StoreMove.RunAsync(_from!, faulty, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.False(outcome.Succeeded);
        Assert.Equal(new StoreMoveFailure("3", "no"), Assert.Single(outcome.Failures));
        Assert.Equal(4, outcome.Copied);
    }

    [Fact]
    public async Task A_copy_that_changed_on_the_way_is_found_by_reading_it_back()
    {
        await PutAsync(_from!, "file", [1, 2, 3], 0);
        var faulty = new FaultyStore(_to!) { FlipsBits = true };

        var outcome = await StoreMove.RunAsync(_from!, faulty, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.Contains("SHA-256", Assert.Single(outcome.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_reading_back_size_and_hash_of_the_transfer_are_compared()
    {
        await PutAsync(_from!, "file", [1, 2, 3], 0);

        var outcome = await StoreMove.RunAsync(_from!, _to!, new StoreMoveOptions { ReadBack = false }, progress: null, CancellationToken.None);

        Assert.True(outcome.Succeeded);
        await AssertSameAsync(1);
    }

    [Fact]
    public async Task Too_many_failures_stop_it()
    {
        for (var i = 0; i < 30; i++)
            await PutAsync(_from!, $"{i}", [1], i);
        var faulty = new FaultyStore(_to!) { BeforePut = _ => new ObjectStoreException(ObjectStorageErrors.Denied, "no") };

        var outcome = await StoreMove.RunAsync(_from!, faulty, new StoreMoveOptions { MaxFailures = 5, Concurrency = 1 }, progress: null, CancellationToken.None);

        Assert.Equal((false, 5, 5), (outcome.Settled, outcome.Failures.Count, faulty.Puts));
    }

    [Fact]
    public async Task Names_that_are_no_keys_are_reported_and_folders_markers_left_out()
    {
        await PutAsync(_from!, "file", [1], 0);
        var odd = new FaultyStore(_from!) { AlsoListed = ["folder/", "a//b"] };

        var plan = await StoreMove.PlanAsync(odd, _to!, new StoreMoveOptions(), CancellationToken.None);
        var outcome = await StoreMove.RunAsync(odd, _to!, new StoreMoveOptions(), progress: null, CancellationToken.None);

        Assert.Equal("a//b", Assert.Single(plan.Impossible).Key);
        Assert.Equal("a//b", Assert.Single(outcome.Failures).Key);
        Assert.Equal(1, outcome.Copied);
    }

    [Theory]
    [InlineData("s3://bucket/a", "s3://bucket/a")]
    [InlineData("s3://bucket", "s3://bucket/a")]
    [InlineData("s3://bucket/a/b", "s3://bucket/a")]
    [InlineData("file:///data", "file:///data/files")]
    [InlineData("file:///", "file:///data/files")]
    [InlineData("azblob://account1/container/a", "azblob://account1/container")]
    public async Task A_store_is_not_moved_into_itself(string from, string to)
    {
        var (source, destination) = (new FaultyStore(_from!) { Location = ObjectStoreLocation.Parse(from) }, new FaultyStore(_to!) { Location = ObjectStoreLocation.Parse(to) });

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => StoreMove.RunAsync(source, destination, new StoreMoveOptions(), null, CancellationToken.None));

        Assert.Equal((ObjectStorageErrors.SameStore, 2), (exception.Code, exception.ExitCode));
    }

    [Theory]
    [InlineData("s3://bucket/a", "s3://bucket/ab")]
    [InlineData("s3://bucket/a", "gs://bucket/a")]
    [InlineData("azblob://account1/container", "azblob://account2/container")]
    [InlineData("file:///data", "file:///data2")]
    public async Task Stores_side_by_side_do_not_overlap(string from, string to)
    {
        var (source, destination) = (new FaultyStore(_from!) { Location = ObjectStoreLocation.Parse(from) }, new FaultyStore(_to!) { Location = ObjectStoreLocation.Parse(to) });

        Assert.True((await StoreMove.RunAsync(source, destination, new StoreMoveOptions(), null, CancellationToken.None)).Succeeded);
    }

    private static async Task PutAsync(IObjectStore store, string key, byte[] content, int n) =>
        await store.PutAsync(key, new MemoryStream(content), new PutOptions { ContentType = "image/png", Metadata = new Dictionary<string, string> { ["n"] = $"{n}" } }, CancellationToken.None);

    private async Task AssertSameAsync(int count)
    {
        var found = 0;
        await foreach (var listed in _from!.ListAsync("", null, CancellationToken.None))
        {
            var (source, copy) = ((await _from.HeadAsync(listed.Key, CancellationToken.None))!, (await _to!.HeadAsync(listed.Key, CancellationToken.None))!);
            Assert.Equal((source.LengthBytes, source.Sha256, source.ContentType, source.Metadata["n"]), (copy.LengthBytes, copy.Sha256, copy.ContentType, copy.Metadata["n"]));
            found++;
        }

        Assert.Equal(count, found);
    }

    private IObjectStore Open(string name) => ObjectStores.Open(new ObjectStoreLocation { Kind = ObjectStoreKind.LocalDisk, Container = Path.Join(_folder.FullName, name) });

    private sealed class Reports(Action<StoreMoveProgress> report) : IProgress<StoreMoveProgress>
    {
        public void Report(StoreMoveProgress value) => report(value);
    }

    /// <summary>Time whose pauses are over at once.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
