using AgentKit.Server.Clients;

namespace AgentKit.Server.Platforms;

/// <summary>For onboarding: one platform at least is connected.</summary>
internal sealed class ConnectedPlatformCheck(PlatformCredentials documents) : IOnboardingConditionCheck
{
    public OnboardingCondition Condition => OnboardingCondition.ConnectedPlatform;

    public Task<bool> HoldsAsync(ClientProfile client, CancellationToken cancellationToken) => documents.AnyConnectedAsync(client.ClientId, cancellationToken);
}
