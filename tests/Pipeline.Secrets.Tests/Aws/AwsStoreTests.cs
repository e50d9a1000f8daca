using Amazon.Runtime;

namespace Pipeline.Secrets.Tests.Aws;

public sealed class AwsStoreTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");

    private FakeSecretsManager _manager = null!;

    public async Task InitializeAsync() => _manager = await FakeSecretsManager.StartAsync();

    public async Task DisposeAsync() => await _manager.DisposeAsync();

    [Fact]
    public async Task Stages_are_read_by_their_names()
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        var second = await store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default);

        Assert.Equal(second.Version, (await store.GetAsync(s_name, "AWSCURRENT", default))!.Version);
        Assert.Equal(first.Version, (await store.GetAsync(s_name, "AWSPREVIOUS", default))!.Version);
        Assert.Null(await store.GetAsync(s_name, "AWSPENDING", default));
    }

    [Fact]
    public async Task A_checked_write_leaves_no_label_behind()
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        await store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default);

        Assert.Equal(["AWSCURRENT", "AWSPREVIOUS"], _manager.Secrets.Labels(s_name.Value).Keys.Order());
    }

    [Fact]
    public async Task The_service_itself_refuses_a_write_when_another_one_came_between()
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        _manager.Secrets.BeforeMove = () => _manager.Secrets.Put(s_name.Value, "other", _manager.Time.GetUtcNow());

        await Assert.ThrowsAsync<SecretConflictException>(() => store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default));

        Assert.Equal("other", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_value_that_the_service_does_not_take_is_no_conflict()
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret(new string('c', 65_537)), new ExpectedVersion(first.Version), default));

        Assert.IsNotType<SecretConflictException>(refused);
        Assert.Equal(SecretErrors.NotWritable, refused.Code);
        Assert.DoesNotContain("cccc", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.Version, (await store.GetAsync(s_name, null, default))!.Version);
    }

    [Fact]
    public async Task The_version_is_told_without_the_value_and_none_for_what_is_scheduled_for_deletion()
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        var second = await store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default);
        _manager.Actions.Clear();

        Assert.Equal(second.Version, await store.VersionAsync(s_name, default));
        Assert.Equal(["DescribeSecret"], _manager.Actions);
        await store.DeleteAsync(s_name, default);
        Assert.Null(await store.VersionAsync(s_name, default));
        _manager.Secrets.Declare("agentkit/staging/api/empty");
        Assert.Null(await store.VersionAsync(SecretName.Parse("agentkit/staging/api/empty"), default));
    }

    [Theory]
    [InlineData("PutSecretValue")]
    [InlineData("UpdateSecretVersionStage")]
    public async Task A_checked_write_whose_answer_gets_lost_is_repeated_without_a_second_version(string lost)
    {
        await using var store = AwsClient.Open(_manager);
        var first = await store.PutAsync(s_name, new Secret("one"), null, default);
        _manager.LostAnswers.Add(lost);

        var second = await store.PutAsync(s_name, new Secret("two"), new ExpectedVersion(first.Version), default);

        Assert.Empty(_manager.LostAnswers);
        Assert.Equal(second, await store.GetAsync(s_name, null, default) is { } read ? read with { Created = null } : null);
        Assert.Equal(first.Version, (await store.GetAsync(s_name, "AWSPREVIOUS", default))!.Version);
    }

    [Fact]
    public async Task A_first_write_whose_answer_gets_lost_is_no_conflict()
    {
        await using var store = AwsClient.Open(_manager);
        _manager.LostAnswers.Add("CreateSecret");

        var written = await store.PutAsync(s_name, new Secret("one"), ExpectedVersion.None, default);

        Assert.Equal(written.Version, (await store.GetAsync(s_name, null, default))!.Version);
    }

    [Fact]
    public async Task A_secret_that_was_made_without_a_value_takes_its_first_one()
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Secrets.Declare(s_name.Value);

        Assert.Null(await store.GetAsync(s_name, null, default));
        await store.PutAsync(s_name, new Secret("one"), ExpectedVersion.None, default);

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_deleted_secret_can_be_restored_by_hand_and_a_forced_one_is_gone()
    {
        await using var store = AwsClient.Open(_manager);
        await using var forcing = AwsClient.Open(_manager, "&recovery-days=0");
        await store.PutAsync(s_name, new Secret("one"), null, default);

        await store.DeleteAsync(s_name, default);
        await store.DeleteAsync(s_name, default);
        Assert.Null(await store.GetAsync(s_name, null, default));
        await store.PutAsync(s_name, new Secret("two"), null, default);
        Assert.Equal("two", (await store.GetAsync(s_name, null, default))!.Value.Reveal());

        await forcing.DeleteAsync(s_name, default);
        _manager.Actions.Clear();
        await forcing.PutAsync(s_name, new Secret("three"), null, default);
        Assert.DoesNotContain("RestoreSecret", _manager.Actions);
    }

    [Fact]
    public async Task A_binary_secret_is_an_error_that_says_what_to_do()
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Secrets.PutBinary(s_name.Value, _manager.Time.GetUtcNow());

        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal("PIPE5005", refused.Code.Id);
    }

    [Fact]
    public async Task Names_of_others_are_not_listed()
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Secrets.Declare("agentkit/a");
        _manager.Secrets.Declare("AgentKit/B");
        _manager.Secrets.Declare("agentkit/with.dot");

        Assert.Equal(["agentkit/a"], (await store.ListAsync("agentkit", default)).Select(x => x.Value));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_a_hint_at_clock_and_region()
    {
        await using var store = AwsClient.Open(_manager, secretKey: "wrong");

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(("PIPE5014", false), (refused.Code.Id, refused.IsTransient));
        Assert.Contains("clock", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_token_is_sent_and_signed()
    {
        _manager.SessionToken = "canary-session";
        await using var store = AwsClient.Open(_manager);
        await using var without = AwsClient.Open(_manager, credentials: new AwsClient.Credentials(() => new ImmutableCredentials(FakeSecretsManager.AccessKey, FakeSecretsManager.SecretKey, null)));

        Assert.Null(await store.GetAsync(s_name, null, default));
        await Assert.ThrowsAnyAsync<SecretStoreException>(() => without.GetAsync(s_name, null, default));
    }

    [Fact]
    public async Task Credentials_that_expired_are_had_anew_once()
    {
        var credentials = new AwsClient.Credentials(() => new ImmutableCredentials(FakeSecretsManager.AccessKey, FakeSecretsManager.SecretKey, null));
        await using var store = AwsClient.Open(_manager, credentials: credentials);
        _manager.ExpiredTokens = 1;

        Assert.Null(await store.GetAsync(s_name, null, default));
        Assert.Equal(1, credentials.Forgotten);

        _manager.ExpiredTokens = 2;
        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        Assert.Equal("PIPE5014", refused.Code.Id);
    }
}
