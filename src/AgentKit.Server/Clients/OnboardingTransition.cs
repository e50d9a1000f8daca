using AgentKit.Server.Access;

namespace AgentKit.Server.Clients;

/// <summary>A step that onboarding can take.</summary>
internal sealed record OnboardingTransition
{
    public required OnboardingStatus From { get; init; }

    public required OnboardingStatus To { get; init; }

    /// <summary>Who may make it.</summary>
    public CallerRole Role { get; init; } = CallerRole.Member;

    /// <summary>What must hold of the client.</summary>
    public IReadOnlyList<OnboardingCondition> Conditions { get; init; } = [];

    /// <summary>Whether it must be said why.</summary>
    public bool NeedsReason { get; init; }
}
