namespace AgentKit.Server.Clients;

/// <summary>What a transition waits for.</summary>
/// <param name="Condition">Which condition.</param>
/// <param name="Detail">What must be done for it to hold.</param>
internal sealed record UnmetCondition(OnboardingCondition Condition, string Detail);
