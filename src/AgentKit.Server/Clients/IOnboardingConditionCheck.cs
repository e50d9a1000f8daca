namespace AgentKit.Server.Clients;

/// <summary>Tells whether a condition holds: registered (scoped) by the feature that knows.</summary>
internal interface IOnboardingConditionCheck
{
    OnboardingCondition Condition { get; }

    /// <summary>Whether it holds for a client of the caller's organisation.</summary>
    Task<bool> HoldsAsync(ClientProfile client, CancellationToken cancellationToken);
}
