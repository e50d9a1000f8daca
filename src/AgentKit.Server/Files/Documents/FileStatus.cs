namespace AgentKit.Server.Files.Documents;

/// <summary>Where a stored file stands. One that is still arriving has no document of its own yet, only an <see cref="UploadInProgress"/>.</summary>
internal enum FileStatus
{
    /// <summary>Stored, not yet known to be clean; nobody can download it.</summary>
    Quarantined,

    /// <summary>Checked; can be downloaded.</summary>
    Available,

    /// <summary>Found to be harmful or wrong after it was taken; its object is deleted.</summary>
    Rejected,

    /// <summary>Deleted by a caller.</summary>
    Deleted,
}
