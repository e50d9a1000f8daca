using AgentKit.Server.Access;

namespace AgentKit.Server.Clients;

/// <summary>The state machine of onboarding: every step that there is, and nothing else changes a client's status.</summary>
internal static class OnboardingTransitions
{
    public static IReadOnlyList<OnboardingTransition> All { get; } =
    [
        new() { From = OnboardingStatus.Draft, To = OnboardingStatus.ProfileComplete, Conditions = [OnboardingCondition.CompleteProfile] },
        new() { From = OnboardingStatus.ProfileComplete, To = OnboardingStatus.FilesUploaded, Conditions = [OnboardingCondition.CompleteProfile, OnboardingCondition.CleanFile] },
        new() { From = OnboardingStatus.FilesUploaded, To = OnboardingStatus.PlatformsConnected, Conditions = [OnboardingCondition.CompleteProfile, OnboardingCondition.CleanFile, OnboardingCondition.ConnectedPlatform] },
        new() { From = OnboardingStatus.PlatformsConnected, To = OnboardingStatus.InReview, Conditions = [OnboardingCondition.CompleteProfile, OnboardingCondition.CleanFile, OnboardingCondition.ConnectedPlatform] },
        new() { From = OnboardingStatus.InReview, To = OnboardingStatus.Active, Role = CallerRole.Admin, Conditions = [OnboardingCondition.CompleteProfile, OnboardingCondition.CleanFile, OnboardingCondition.ConnectedPlatform] },
        new() { From = OnboardingStatus.InReview, To = OnboardingStatus.Rejected, Role = CallerRole.Admin, NeedsReason = true },
        // What was rejected may be mended.
        new() { From = OnboardingStatus.Rejected, To = OnboardingStatus.Draft },
        .. Enum.GetValues<OnboardingStatus>()
            .Where(x => x != OnboardingStatus.Archived)
            .Select(x => new OnboardingTransition { From = x, To = OnboardingStatus.Archived, Role = CallerRole.Admin, NeedsReason = x == OnboardingStatus.Active }),
    ];

    public static OnboardingTransition? Find(OnboardingStatus from, OnboardingStatus to) => All.FirstOrDefault(x => x.From == from && x.To == to);

    public static IEnumerable<OnboardingStatus> From(OnboardingStatus status) => All.Where(x => x.From == status).Select(x => x.To);
}
