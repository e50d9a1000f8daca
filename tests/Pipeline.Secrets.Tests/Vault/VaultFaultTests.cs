using System.Diagnostics;

namespace Pipeline.Secrets.Tests.Vault;

public sealed class VaultFaultTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");

    private FakeVault _vault = null!;

    public async Task InitializeAsync() => _vault = await FakeVault.StartAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(472)]
    [InlineData(473)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_server_that_is_away_for_a_moment_is_asked_again(int status)
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _vault.Fail(new Fault { Status = status }, new Fault { Status = status });

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal(2, _vault.FaultsServed);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(472)]
    [InlineData(473)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    public async Task A_server_that_stays_away_is_a_transient_failure(int status)
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.GetAsync(s_name, null, default);
        _vault.Fail([.. Enumerable.Repeat(new Fault { Status = status }, 3)]);

        var away = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(("PIPE5013", true), (away.Code.Id, away.IsTransient));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_server_is_named_so_and_serves_again_when_it_is_unsealed()
    {
        await using var store = VaultClient.WithAppRole(_vault);
        _vault.IsSealed = true;

        var away = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        _vault.IsSealed = false;

        Assert.True(away.IsTransient);
        Assert.Contains("sealed", away.Message, StringComparison.Ordinal);
        Assert.Null(await store.GetAsync(s_name, null, default));
    }

    [Fact]
    public async Task A_long_pause_that_the_server_asks_for_is_handed_on_and_not_waited_for()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.GetAsync(s_name, null, default);
        _vault.Fail(new Fault { Status = 429, RetryAfterSeconds = 90 });

        var away = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(TimeSpan.FromSeconds(90), away.RetryAfter);
        Assert.Equal(1, _vault.FaultsServed);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_left_after_the_time_out()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.GetAsync(s_name, null, default);
        _vault.Fail(new Fault { Hangs = true });

        await store.GetAsync(s_name, null, default);

        Assert.Equal(1, _vault.FaultsServed);
    }

    [Fact]
    public async Task A_caller_that_cancels_does_not_wait_for_the_time_out()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.GetAsync(s_name, null, default);
        _vault.Fail(new Fault { Hangs = true });
        using var cancelling = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();

        var reading = store.GetAsync(s_name, null, cancelling.Token);
        await Eventually.HoldsAsync(() => _vault.FaultsServed == 1);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("""{"data":{"data":{"value":"canary-value""", true)]
    [InlineData("""{"data":{"data":{"value":"canary-value""", false)]
    [InlineData("<html>canary-value</html>", false)]
    [InlineData("""{"data":"canary-value"}""", false)]
    [InlineData("", false)]
    public async Task An_answer_that_is_cut_off_or_none_is_a_failure_that_does_not_repeat_it(string body, bool isCutOff)
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.GetAsync(s_name, null, default);
        _vault.Fail([.. Enumerable.Repeat(new Fault { Body = body, IsCutOff = isCutOff }, 3)]);

        var failure = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.True(failure.IsTransient);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_not_repeated()
    {
        await using var store = VaultClient.WithToken(_vault);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _vault.Requests.Clear();
        _vault.LosesAnswersToWrites = true;

        var failure = await Assert.ThrowsAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret("two"), null, default));

        Assert.True(failure.IsTransient);
        Assert.Equal("two", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Single(_vault.Requests, x => x.StartsWith("POST /v1/secret/data", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "PIPE5016")]
    [InlineData(403, "PIPE5014")]
    [InlineData(404, "PIPE5015")]
    [InlineData(405, "PIPE5015")]
    [InlineData(418, "PIPE5015")]
    [InlineData(500, "PIPE5013")]
    public async Task What_the_server_repeats_of_a_value_or_a_token_is_masked(int status, string id)
    {
        var token = _vault.NewToken(isRoot: true);
        await using var store = VaultClient.WithToken(_vault, token);
        await store.GetAsync(s_name, null, default);
        // The write reads first; the path of both is the same, so the fault waits behind an answer of its own.
        _vault.Fail(new Fault { Status = 404, Body = """{"errors":[]}""", PathPart = "/data/" }, new Fault { Status = status, Body = $$"""{"errors":["can't store canary-value of {{token}}"]}""", PathPart = "/data/" });

        var failure = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret("canary-value"), null, default));

        Assert.Equal(id, failure.Code.Id);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_is_refused_says_so_without_the_secret_id()
    {
        await using var store = VaultClient.Open(_vault, "auth=approle&role-id=wrong", new Dictionary<string, string> { ["VAULT_SECRET_ID"] = FakeVault.SecretId });

        var failure = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Contains("invalid role", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure_with_its_address()
    {
        var address = _vault.Address.Authority;
        await using var store = VaultClient.WithToken(_vault);
        await _vault.DisposeAsync();

        var failure = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.True(failure.IsTransient);
        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
    }
}
