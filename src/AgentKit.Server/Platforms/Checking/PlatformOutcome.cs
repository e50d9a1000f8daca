namespace AgentKit.Server.Platforms.Checking;

/// <summary>What a platform says about a credential.</summary>
internal enum PlatformOutcome
{
    /// <summary>It opens an account.</summary>
    Accepted,

    /// <summary>It isn't valid (401).</summary>
    Rejected,

    /// <summary>It is valid, but may not even read the account (403).</summary>
    Forbidden,

    /// <summary>The platform wants to be left alone for a while (429).</summary>
    Throttled,

    /// <summary>No answer, or one of failure (5xx): nothing is known of the credential.</summary>
    Unavailable,

    /// <summary>An answer that its documentation doesn't have.</summary>
    Unexpected,
}
