namespace AgentKit.Server.Clients;

/// <summary>How far a client's onboarding is. <see cref="OnboardingTransitions"/> says how one leads to another.</summary>
internal enum OnboardingStatus
{
    Draft,
    ProfileComplete,
    FilesUploaded,
    PlatformsConnected,
    InReview,
    Active,
    Rejected,
    Archived,
}
