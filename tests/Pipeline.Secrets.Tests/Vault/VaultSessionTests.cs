namespace Pipeline.Secrets.Tests.Vault;

public sealed class VaultSessionTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");

    private FakeVault _vault = null!;

    public async Task InitializeAsync() => _vault = await FakeVault.StartAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task One_login_serves_many_requests_even_at_once()
    {
        await using var store = VaultClient.WithAppRole(_vault);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.GetAsync(s_name, null, default)));

        Assert.Equal(1, _vault.Logins);
    }

    [Fact]
    public async Task The_token_is_renewed_when_two_thirds_of_its_time_are_over()
    {
        await using var store = VaultClient.WithAppRole(_vault);
        await store.GetAsync(s_name, null, default);

        _vault.Time.Advance(TimeSpan.FromMinutes(39));
        await store.GetAsync(s_name, null, default);
        Assert.Equal(0, _vault.Renewals);
        _vault.Time.Advance(TimeSpan.FromMinutes(2));
        await store.GetAsync(s_name, null, default);

        Assert.Equal((1, 1), (_vault.Logins, _vault.Renewals));
    }

    [Fact]
    public async Task At_the_end_of_a_tokens_longest_life_there_is_a_new_login()
    {
        await using var store = VaultClient.WithAppRole(_vault);

        for (var minutes = 0; minutes < 24 * 60; minutes += 10)
        {
            await store.GetAsync(s_name, null, default);
            _vault.Time.Advance(TimeSpan.FromMinutes(10));
        }

        // 24 hours, and a token lives 4: none of the requests was refused.
        Assert.InRange(_vault.Logins, 6, 8);
        Assert.True(_vault.Renewals > 12);
    }

    [Fact]
    public async Task A_token_that_expired_while_nobody_asked_is_replaced()
    {
        await using var store = VaultClient.WithAppRole(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        _vault.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal(2, _vault.Logins);
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_replaced_and_the_request_repeated()
    {
        List<string> log = [];
        await using var store = VaultClient.WithAppRole(_vault, log);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        _vault.RevokeTokens();

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal(2, _vault.Logins);
        Assert.Contains(log, x => x.Contains("logging in anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_does_not_allow_it_is_no_reason_for_a_login()
    {
        await using var store = VaultClient.WithAppRole(_vault);
        _vault.Forbidden.Add($"secret/data/{s_name}");

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(("PIPE5014", false, 1), (refused.Code.Id, refused.IsTransient, _vault.Logins));
        Assert.Contains($"reading '{s_name}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_logs_in_by_its_service_account_whose_token_is_read_each_time()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "stale");
        await using var store = VaultClient.Open(_vault, $"auth=kubernetes&role={FakeVault.KubernetesRole}&jwt-file={file}", new Dictionary<string, string>());

        await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        await File.WriteAllTextAsync(file, FakeVault.ServiceAccountToken + "\n");

        Assert.Null(await store.GetAsync(s_name, null, default));
        Assert.Equal(1, _vault.Logins);
        File.Delete(file);
    }

    [Fact]
    public async Task A_given_token_is_renewed_and_taken_anew_from_its_file_when_it_ends()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, _vault.NewToken());
        await using var store = VaultClient.Open(_vault, $"auth=token&token-file={file}", new Dictionary<string, string>());
        await store.PutAsync(s_name, new Secret("one"), null, default);

        _vault.Time.Advance(TimeSpan.FromMinutes(45));
        await store.GetAsync(s_name, null, default);
        Assert.Equal(1, _vault.Renewals);
        _vault.RevokeTokens();
        await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        await File.WriteAllTextAsync(file, _vault.NewToken());

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        File.Delete(file);
    }

    [Fact]
    public async Task A_token_that_may_not_look_at_itself_is_used_as_it_is()
    {
        _vault.Forbidden.Add("auth/token/lookup-self");
        await using var store = VaultClient.WithToken(_vault);

        Assert.Null(await store.GetAsync(s_name, null, default));
    }

    [Fact]
    public async Task While_no_new_token_can_be_had_the_old_one_serves_to_its_end()
    {
        List<string> log = [];
        await using var store = VaultClient.WithAppRole(_vault, log);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _vault.Time.Advance(TimeSpan.FromMinutes(45));
        _vault.Fail([.. Enumerable.Repeat(new Fault { Status = 500, PathPart = "/auth/" }, 6)]);

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());

        Assert.Contains(log, x => x.Contains("the old one is valid until", StringComparison.Ordinal));
        _vault.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal(1, _vault.Renewals);
    }

    [Theory]
    [InlineData("auth=token", "VAULT_TOKEN")]
    [InlineData("auth=token&token-variable=MY_TOKEN", "MY_TOKEN")]
    [InlineData("auth=approle&role-id=x", "VAULT_SECRET_ID")]
    [InlineData("auth=approle&role-id=x&secret-id-file=/nowhere/id", "/nowhere/id")]
    [InlineData("auth=kubernetes&role=x&jwt-file=/nowhere/token", "/nowhere/token")]
    public async Task What_is_missing_for_a_login_is_named(string parameters, string named)
    {
        await using var store = VaultClient.Open(_vault, parameters, new Dictionary<string, string>());

        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal("PIPE5014", refused.Code.Id);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
