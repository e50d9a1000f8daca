namespace AgentKit.Server.Platforms;

/// <summary>How a connection stands.</summary>
internal enum PlatformStatus
{
    /// <summary>Its credential is being stored. Where that was interrupted, it stays so until somebody connects again or disconnects.</summary>
    Pending,

    /// <summary>The platform accepted the credential when it was last asked.</summary>
    Connected,

    /// <summary>The platform refused the credential when it was last asked.</summary>
    Rejected,

    /// <summary>Its credential is being deleted. Where that was interrupted, disconnecting again goes on.</summary>
    Disconnecting,
}
