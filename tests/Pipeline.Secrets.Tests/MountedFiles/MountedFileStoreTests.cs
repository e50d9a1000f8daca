using Pipeline.Secrets.MountedFiles;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.MountedFiles;

public sealed class MountedFileStoreTests : IDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/password");

    private readonly SecretVolume _volume = new();

    public void Dispose() => _volume.Dispose();

    [Theory]
    [InlineData("agentkit.staging.database.password", "")]
    [InlineData("agentkit/staging/database/password", "")]
    [InlineData("database.password", "?prefix=agentkit/staging")]
    [InlineData("database/password", "?prefix=agentkit/staging")]
    public async Task A_file_is_found_by_dots_or_by_folders_below_a_prefix(string file, string parameters)
    {
        _volume.Mount(new Dictionary<string, string> { [file] = "one" });
        await using var store = Open(parameters);

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal([s_name], await store.ListAsync("", default));
        Assert.Null(await store.GetAsync(SecretName.Parse("other/name"), null, default));
    }

    [Theory]
    [InlineData("one\n", "one")]
    [InlineData("one\r\n", "one")]
    [InlineData("one\n\n", "one\n")]
    [InlineData(" one ", " one ")]
    [InlineData("", "")]
    public async Task One_line_break_at_the_end_is_no_part_of_the_value(string content, string value)
    {
        _volume.Mount(new Dictionary<string, string> { ["agentkit.staging.database.password"] = content });
        await using var store = Open();

        Assert.Equal(value, (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_swap_is_seen_at_once_and_told_to_who_watches()
    {
        _volume.Mount(new Dictionary<string, string> { ["agentkit.staging.database.password"] = "one" });
        await using var store = (IChangingSecretStore)Open();
        var changes = 0;
        using var watch = store.OnChange(() => Interlocked.Increment(ref changes));
        var before = await store.GetAsync(s_name, null, default);

        _volume.Mount(new Dictionary<string, string> { ["agentkit.staging.database.password"] = "two" });

        var after = await store.GetAsync(s_name, null, default);
        Assert.Equal("two", after!.Value.Reveal());
        Assert.NotEqual(before!.Version, after.Version);
        await Eventually.HoldsAsync(() => Volatile.Read(ref changes) == 1);
    }

    [Fact]
    public async Task Readers_never_see_half_of_a_swap()
    {
        _volume.Mount(new Dictionary<string, string> { ["agentkit.staging.database.password"] = new string('0', 4000) });
        await using var store = Open();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var reads = 0;
            while (!stop.IsCancellationRequested)
            {
                var value = (await store.GetAsync(s_name, null, default))!.Value.Reveal();
                Assert.Equal(new string(value[0], 4000), value);
                reads++;
            }

            return reads;
        });

        for (var i = 1; i < 10; i++)
            _volume.Mount(new Dictionary<string, string> { ["agentkit.staging.database.password"] = new string((char)('0' + i), 4000) });
        await stop.CancelAsync();

        Assert.True(await reading > 0);
    }

    [Fact]
    public async Task A_directory_that_is_gone_is_a_store_that_is_away()
    {
        await using var store = SecretStores.Open(SecretStoreLocation.Parse("file:///nowhere/at/all"), new SecretStoreOptions());

        var reading = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(("PIPE5005", true), (reading.Code.Id, reading.IsTransient));
        await Assert.ThrowsAsync<SecretStoreException>(() => store.ListAsync("", default));
    }

    [Fact]
    public async Task What_is_no_text_or_too_large_is_refused_without_its_content()
    {
        await File.WriteAllBytesAsync(Path.Combine(_volume.Path, "a"), [0xff, 0xfe, 0x63]);
        await File.WriteAllBytesAsync(Path.Combine(_volume.Path, "b"), new byte[MountedFileStore.MaxBytes + 1]);
        await using var store = Open();

        var binary = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(SecretName.Parse("a"), null, default));
        var large = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(SecretName.Parse("b"), null, default));

        Assert.Equal(("PIPE5005", "PIPE5005"), (binary.Code.Id, large.Code.Id));
        Assert.Null(binary.InnerException);
    }

    [Fact]
    public async Task Files_that_are_no_names_of_ours_and_links_in_circles_are_not_listed()
    {
        await File.WriteAllTextAsync(Path.Combine(_volume.Path, "README.MD"), "x");
        await File.WriteAllTextAsync(Path.Combine(_volume.Path, "good"), "x");
        File.CreateSymbolicLink(Path.Combine(_volume.Path, "nowhere"), "/nowhere/at/all");
        Directory.CreateSymbolicLink(Path.Combine(_volume.Path, "loop"), _volume.Path);
        await using var store = Open();

        var names = await store.ListAsync("", default);

        Assert.Contains(SecretName.Parse("good"), names);
        Assert.All(names, x => Assert.EndsWith("good", x.Value, StringComparison.Ordinal));
    }

    private ISecretStore Open(string parameters = "") => SecretStores.Open(SecretStoreLocation.Parse($"file://{_volume.Path}{parameters}"), new SecretStoreOptions());
}
