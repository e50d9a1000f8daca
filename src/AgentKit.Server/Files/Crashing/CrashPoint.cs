namespace AgentKit.Server.Files.Crashing;

/// <summary>The places where a kill would leave the most interesting remains: one after each durable write. Tests kill at every one.</summary>
internal enum CrashPoint
{
    /// <summary>The upload in progress is written; nothing is stored.</summary>
    UploadBegun,

    /// <summary>The store has begun an upload in parts.</summary>
    PartsBegun,

    /// <summary>A part is stored.</summary>
    PartStored,

    /// <summary>The parts are one object.</summary>
    PartsJoined,

    /// <summary>An upload is being completed by this process.</summary>
    Completing,

    /// <summary>The object stands in quarantine.</summary>
    ObjectStored,

    /// <summary>The upload in progress says that its object is taken.</summary>
    UploadStored,

    /// <summary>The file's document is written, and so is that it was uploaded.</summary>
    FileWritten,

    /// <summary>The upload in progress is deleted.</summary>
    UploadEnded,

    /// <summary>A check is claimed by this process.</summary>
    CheckClaimed,

    /// <summary>A direct upload was read and found well.</summary>
    Inspected,

    /// <summary>The object is copied to the clean prefix.</summary>
    ObjectCopied,

    /// <summary>The file is available.</summary>
    FilePublished,

    /// <summary>The file is rejected.</summary>
    FileRejected,

    /// <summary>The file is deleted, which is written down; its objects aren't.</summary>
    FileDeleted,

    /// <summary>Objects that nobody needs are deleted.</summary>
    ObjectsDeleted,

    /// <summary>An upload is being cleaned away.</summary>
    UploadAbandoned,
}
