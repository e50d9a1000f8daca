namespace AgentKit.Server.Files.Documents;

/// <summary>Where an upload in progress stands.</summary>
internal enum UploadState
{
    /// <summary>Bytes may arrive.</summary>
    Uploading,

    /// <summary>All bytes are said to be there; they are looked at.</summary>
    Completing,

    /// <summary>Taken, and about to become a file.</summary>
    Stored,

    /// <summary>Being cleaned away; nothing may come of it any more.</summary>
    Abandoned,
}
