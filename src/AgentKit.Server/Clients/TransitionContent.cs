namespace AgentKit.Server.Clients;

/// <summary>A step of onboarding, as a caller asks for it.</summary>
internal sealed record TransitionContent
{
    /// <summary>The status to go to.</summary>
    public required OnboardingStatus To { get; init; }

    /// <summary>Why, up to 1000 characters. Needed for a rejection, and for archiving an active client. Don't name people in it.</summary>
    public string? Reason { get; init; }
}
