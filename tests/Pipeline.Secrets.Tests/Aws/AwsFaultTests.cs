namespace Pipeline.Secrets.Tests.Aws;

public sealed class AwsFaultTests : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/api/key");

    private FakeSecretsManager _manager = null!;

    public async Task InitializeAsync() => _manager = await FakeSecretsManager.StartAsync();

    public async Task DisposeAsync() => await _manager.DisposeAsync();

    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("InternalServiceError", 500)]
    [InlineData("ServiceUnavailable", 503)]
    public async Task What_passes_is_tried_again_and_what_stays_is_transient(string type, int status)
    {
        await using var store = AwsClient.Open(_manager);
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _manager.Fail(FakeSecretsManager.Error(type, status: status), FakeSecretsManager.Error(type, status: status));
        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());

        _manager.Fail([.. Enumerable.Repeat(FakeSecretsManager.Error(type, status: status), 3)]);
        var away = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal(("PIPE5013", true), (away.Code.Id, away.IsTransient));
    }

    [Theory]
    [InlineData("AccessDeniedException", "PIPE5014")]
    [InlineData("DecryptionFailure", "PIPE5014")]
    [InlineData("UnrecognizedClientException", "PIPE5014")]
    [InlineData("com.amazon.coral.service#UnrecognizedClientException", "PIPE5014")]
    [InlineData("RequestExpired", "PIPE5014")]
    [InlineData("InvalidRequestException", "PIPE5016")]
    [InlineData("InvalidParameterException:http://internal/", "PIPE5016")]
    [InlineData("LimitExceededException", "PIPE5016")]
    [InlineData("", "PIPE5015")]
    public async Task What_the_service_refuses_has_an_id_and_is_not_tried_again(string type, string id)
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Fail(FakeSecretsManager.Error(type));

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.Equal((id, false), (refused.Code.Id, refused.IsTransient));
        Assert.Equal(1, _manager.FaultsServed);
    }

    [Theory]
    [InlineData("InvalidParameterException")]
    [InlineData("AccessDeniedException")]
    [InlineData("InternalServiceError")]
    public async Task What_the_service_says_about_a_write_may_repeat_the_value_and_is_left_out(string type)
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Fail([.. Enumerable.Repeat(FakeSecretsManager.Error(type, "Value 'canary-value' at 'secretString' failed"), 3)]);

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret("canary-value"), null, default));

        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, "")]
    [InlineData(true, false, """{"SecretString":"canary""")]
    [InlineData(false, false, """{"SecretString":"canary""")]
    [InlineData(false, false, "<html>canary</html>")]
    [InlineData(false, false, """{"SecretString":"canary"}""")]
    public async Task An_answer_that_is_late_cut_off_or_none_is_transient_and_not_repeated(bool isCutOff, bool hangs, string body)
    {
        await using var store = AwsClient.Open(_manager);
        _manager.Fail([.. Enumerable.Repeat(new Fault { Body = body, IsCutOff = isCutOff, Hangs = hangs }, 3)]);

        var failure = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));

        Assert.True(failure.IsTransient);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_too_large_is_refused_without_it()
    {
        await using var store = AwsClient.Open(_manager);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        var refused = await Assert.ThrowsAnyAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret(new string('x', 70_000)), null, default));

        Assert.Equal("PIPE5016", refused.Code.Id);
        Assert.True(refused.Message.Length < 500);
    }

    [Fact]
    public async Task A_secret_that_the_service_is_still_deleting_is_asked_for_later()
    {
        await using var store = AwsClient.Open(_manager, "&recovery-days=0");
        await store.PutAsync(s_name, new Secret("one"), null, default);
        _manager.Fail(
            FakeSecretsManager.Error("ResourceNotFoundException"),
            FakeSecretsManager.Error("InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion."),
            FakeSecretsManager.Error("ResourceNotFoundException"));

        var later = await Assert.ThrowsAsync<SecretStoreException>(() => store.PutAsync(s_name, new Secret("two"), null, default));

        Assert.True(later.IsTransient);
    }
}
