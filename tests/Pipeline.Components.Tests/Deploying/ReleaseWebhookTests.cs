using Nuke.Common;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Releases.Notifying;

namespace Pipeline.Components.Tests.Deploying;

public sealed class ReleaseWebhookTests
{
    [Theory]
    [InlineData("secret://app/webhook", null)]
    [InlineData("secret://app/webhook", "vault://nowhere")]
    [InlineData("secret://app/webhook", "file:///there/is/no/such/folder")]
    [InlineData("no reference", "env:")]
    public async Task Whatever_goes_wrong_with_telling_it_fails_no_release(string webhook, string? store) =>
        await new ReleaseWebhook(new SampleBuild { Webhook = webhook, SecretStore = store }, "web").TellAsync(ReleaseEventKind.Promoted, 42, null, default);

    [Fact]
    public async Task What_is_cancelled_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Xunit.Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() =>
            new ReleaseWebhook(new SampleBuild { Webhook = "secret://app/webhook", SecretStore = "file:///there/is/no/such/folder" }, "web").TellAsync(ReleaseEventKind.Promoted, 42, null, cancelled.Token), cancelled.Token));
    }

    private sealed class SampleBuild : NukeBuild, IHazEnvironment
    {
        public string Environment => "staging";

        public string? Webhook { get; init; }

        public string? SecretStore { get; init; }
    }
}
