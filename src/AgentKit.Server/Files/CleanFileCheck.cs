using AgentKit.Server.Clients;
using AgentKit.Server.Files.Documents;

namespace AgentKit.Server.Files;

/// <summary>Tells onboarding whether a client has a file that was checked.</summary>
internal sealed class CleanFileCheck(FileDocuments files) : IOnboardingConditionCheck
{
    public OnboardingCondition Condition => OnboardingCondition.CleanFile;

    public Task<bool> HoldsAsync(ClientProfile client, CancellationToken cancellationToken) => files.HasCleanFileAsync(client.ClientId, cancellationToken);
}
