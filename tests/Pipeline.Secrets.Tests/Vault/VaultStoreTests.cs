using System.Text.Json.Nodes;

namespace Pipeline.Secrets.Tests.Vault;

public sealed class VaultStoreTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/app");

    private FakeVault _vault = null!;

    public async Task InitializeAsync() => _vault = await FakeVault.StartAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task A_secret_with_several_keys_reads_as_a_json_object_of_which_a_reference_takes_one()
    {
        await using var store = VaultClient.WithToken(_vault);
        _vault.Kv.Set(s_name.Value, new JsonObject { ["username"] = "app_a", ["password"] = "pass", ["port"] = 27017 }, _vault.Time.GetUtcNow());

        Assert.Equal("pass", (await SecretReference.Parse($"secret://{s_name}#password").ResolveAsync(store, default)).Reveal());
        Assert.Equal("27017", (await SecretReference.Parse($"secret://{s_name}#port").ResolveAsync(store, default)).Reveal());
        Assert.Equal("""{"username":"app_a","password":"pass","port":27017}""", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_secret_with_other_keys_is_not_overwritten()
    {
        await using var store = VaultClient.WithToken(_vault);
        _vault.Kv.Set(s_name.Value, new JsonObject { ["value"] = "a", ["owner"] = "team" }, _vault.Time.GetUtcNow());

        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret("canary-new"), null, default));

        Assert.Equal("PIPE5016", refused.Code.Id);
        Assert.Equal("a", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_version_that_was_deleted_in_Vault_is_none_and_the_next_write_expects_none()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _vault.Kv.DeleteLatest(s_name.Value, _vault.Time.GetUtcNow());

        Assert.Null(await store.GetAsync(s_name, null, default));
        var written = await store.PutAsync(s_name, new Secret("two"), ExpectedVersion.None, default);

        Assert.Equal("2", written.Version);
    }

    [Fact]
    public async Task The_version_is_told_by_the_metadata_alone()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        await store.PutAsync(s_name, new Secret("two"), null, default);
        _vault.Requests.Clear();

        Assert.Equal("2", await store.VersionAsync(s_name, default));

        Assert.Equal([$"GET /v1/secret/metadata/{s_name}"], _vault.Requests);
    }

    [Fact]
    public async Task A_version_that_was_deleted_in_Vault_is_no_current_one_and_one_whose_time_is_yet_to_come_is()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        _vault.Kv.DeleteLatest(s_name.Value, _vault.Time.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.Equal("1", await store.VersionAsync(s_name, default));
        _vault.Kv.DeleteLatest(s_name.Value, _vault.Time.GetUtcNow());
        Assert.Null(await store.VersionAsync(s_name, default));
    }

    [Fact]
    public async Task A_metadata_right_that_is_missing_is_said()
    {
        await using var store = VaultClient.WithToken(_vault);
        _vault.Forbidden.Add($"secret/metadata/{s_name}");

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.VersionAsync(s_name, default));

        Assert.Equal(SecretErrors.Refused, refused.Code);
        Assert.Contains("reading the version of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_does_not_care_goes_on_after_another_one_came_first()
    {
        await using var store = VaultClient.WithToken(_vault);
        var others = 2;
        _vault.Kv.BeforeWrite = () =>
        {
            if (others-- > 0)
                _vault.Kv.Set(s_name.Value, new JsonObject { ["value"] = "other" }, _vault.Time.GetUtcNow());
        };

        var written = await store.PutAsync(s_name, new Secret("mine"), null, default);

        Assert.Equal("3", written.Version);
        Assert.Equal("mine", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_write_is_refused_when_another_one_comes_between_its_reading_and_its_writing()
    {
        await using var store = VaultClient.WithToken(_vault);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        _vault.Kv.BeforeWrite = () => _vault.Kv.Set(s_name.Value, new JsonObject { ["value"] = "other" }, _vault.Time.GetUtcNow());

        await Assert.ThrowsAsync<SecretConflictException>(() => store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default));
    }

    [Fact]
    public async Task Keys_that_are_no_names_of_ours_are_not_listed()
    {
        await using var store = VaultClient.WithToken(_vault);
        _vault.Kv.Set("agentkit/Capital Letters", new JsonObject { ["value"] = "x" }, _vault.Time.GetUtcNow());
        _vault.Kv.Set("Folder With Space/ok", new JsonObject { ["value"] = "x" }, _vault.Time.GetUtcNow());
        _vault.Kv.Set("agentkit/a", new JsonObject { ["value"] = "x" }, _vault.Time.GetUtcNow());

        Assert.Equal(["agentkit/a"], (await store.ListAsync("", default)).Select(x => x.Value));
    }

    [Fact]
    public async Task The_time_of_a_version_is_kept()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        Assert.Equal(_vault.Time.GetUtcNow(), (await store.GetAsync(s_name, null, default))!.Created);
    }

    [Fact]
    public async Task A_namespace_is_named_in_every_request()
    {
        await using var vault = await FakeVault.StartAsync(new FakeVault { Namespace = "team/agentkit" });
        await using var store = VaultClient.WithToken(vault, parameters: "&namespace=team/agentkit");
        await using var stranger = VaultClient.WithToken(vault);

        await store.PutAsync(s_name, new Secret("one"), null, default);

        Assert.Contains("team/agentkit", store.Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SecretStoreException>(() => stranger.GetAsync(s_name, null, default));
    }

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData(null, "/")]
    public async Task The_login_may_be_in_another_namespace_than_the_secrets(string? actual, string given)
    {
        // For the root there is no header; the fake tells the two apart by it.
        await using var vault = await FakeVault.StartAsync(new FakeVault { Namespace = "admin/agentkit", AuthNamespace = actual, IsLoginInRoot = actual is null });
        await using var store = VaultClient.Open(vault, $"auth=approle&role-id={FakeVault.RoleId}&namespace=admin/agentkit&auth-namespace={given}", new Dictionary<string, string> { ["VAULT_SECRET_ID"] = FakeVault.SecretId });
        await using var beside = VaultClient.Open(vault, $"auth=approle&role-id={FakeVault.RoleId}&namespace=admin/agentkit", new Dictionary<string, string> { ["VAULT_SECRET_ID"] = FakeVault.SecretId });

        await store.PutAsync(s_name, new Secret("one"), null, default);
        vault.Time.Advance(TimeSpan.FromMinutes(45));

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal((1, 1), (vault.Logins, vault.Renewals));
        await Assert.ThrowsAsync<SecretStoreException>(() => beside.GetAsync(s_name, null, default));
    }

    [Fact]
    public async Task A_mount_that_is_not_there_is_an_error_and_not_an_empty_store()
    {
        await using var store = VaultClient.WithToken(_vault, mount: "elsewhere");

        var reading = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        var listing = await Assert.ThrowsAsync<SecretStoreException>(() => store.ListAsync("", default));

        Assert.Equal(("PIPE5015", "PIPE5015"), (reading.Code.Id, listing.Code.Id));
        Assert.Contains("elsewhere", reading.Message, StringComparison.Ordinal);
    }
}
