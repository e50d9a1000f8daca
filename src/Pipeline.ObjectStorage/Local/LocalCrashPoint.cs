namespace Pipeline.ObjectStorage.Local;

/// <summary>Where a process may be killed: after each step that leaves something on the disk.</summary>
internal enum LocalCrashPoint
{
    TemporaryCreated,
    ContentWritten,
    TemporarySynced,
    Published,
    PublishedDurably,
    UploadPrepared,
    UploadBegun,
    PartPublished,
    UploadForgotten,
    ObjectDeleted,
}
