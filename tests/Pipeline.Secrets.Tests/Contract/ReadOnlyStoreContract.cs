namespace Pipeline.Secrets.Tests.Contract;

/// <summary>What every store that is filled from outside must do.</summary>
public abstract class ReadOnlyStoreContract : IDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/password");

    /// <summary>A store with these secrets.</summary>
    protected abstract ISecretStore Open(IReadOnlyDictionary<string, string> secrets);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task What_was_put_there_is_read_with_a_version_that_follows_the_value()
    {
        await using var store = Open(new Dictionary<string, string> { [s_name.Value] = "one" });
        await using var other = Open(new Dictionary<string, string> { [s_name.Value] = "two" });

        var read = (await store.GetAsync(s_name, null, default))!;

        Assert.Equal(("one", s_name), (read.Value.Reveal(), read.Name));
        Assert.Equal(SecretFingerprint.Of(s_name, new Secret("one")), read.Version);
        Assert.NotEqual(read.Version, (await other.GetAsync(s_name, null, default))!.Version);
        Assert.Equal(read, await store.GetAsync(s_name, read.Version, default));
        Assert.Null(await store.GetAsync(s_name, "h-0000000000000000", default));
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_none()
    {
        await using var store = Open(new Dictionary<string, string>());

        Assert.Null(await store.GetAsync(s_name, null, default));
        Assert.Empty(await store.ListAsync("", default));
    }

    [Fact]
    public async Task Names_are_listed_below_whole_segments_and_in_order()
    {
        string[] names = ["agentkit/staging/b", "agentkit/staging/a-1", "agentkit/staging-two/a", "agentkit/production/a"];
        await using var store = Open(names.ToDictionary(x => x, x => x));

        Assert.Equal(["agentkit/staging/a-1", "agentkit/staging/b"], (await store.ListAsync("agentkit/staging", default)).Select(x => x.Value));
        Assert.Equal(names.Order(StringComparer.Ordinal), (await store.ListAsync("", default)).Select(x => x.Value));
    }

    [Fact]
    public async Task It_refuses_to_be_changed()
    {
        await using var store = Open(new Dictionary<string, string> { [s_name.Value] = "one" });

        var put = await Assert.ThrowsAsync<SecretReadOnlyException>(() => store.PutAsync(s_name, new Secret("canary-two"), null, default));
        var delete = await Assert.ThrowsAsync<SecretReadOnlyException>(() => store.DeleteAsync(s_name, default));

        Assert.True(store.IsReadOnly);
        Assert.Equal(("PIPE5004", "PIPE5004"), (put.Code.Id, delete.Code.Id));
        Assert.DoesNotContain("canary-two", put.ToString(), StringComparison.Ordinal);
    }
}
