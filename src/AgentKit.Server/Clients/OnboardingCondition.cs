namespace AgentKit.Server.Clients;

/// <summary>What must hold of a client for a transition.</summary>
internal enum OnboardingCondition
{
    /// <summary>Its profile has what an agency needs: a primary contact, and the brand's website, industry and description.</summary>
    CompleteProfile,

    /// <summary>It has a file that was checked and is clean.</summary>
    CleanFile,

    /// <summary>One platform at least is connected.</summary>
    ConnectedPlatform,
}
