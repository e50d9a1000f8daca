namespace AgentKit.Server.Clients;

/// <summary>One step of a client's onboarding, as it was made.</summary>
internal sealed record TransitionRecord
{
    public required OnboardingStatus From { get; init; }

    public required OnboardingStatus To { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who made it: a caller's subject.</summary>
    public required string By { get; init; }

    public string? Reason { get; init; }
}
