using AgentKit.Server.Clients;

namespace AgentKit.Server.Tests.Clients;

/// <summary>Stands for files or platforms: a condition that holds when a test says so.</summary>
internal sealed class FakeCondition(OnboardingCondition condition) : IOnboardingConditionCheck
{
    public OnboardingCondition Condition { get; } = condition;

    public bool Holds { get; set; }

    public Task<bool> HoldsAsync(ClientProfile client, CancellationToken cancellationToken) => Task.FromResult(Holds);
}
