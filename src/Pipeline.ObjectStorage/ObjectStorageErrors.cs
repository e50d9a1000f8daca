using Pipeline.Errors;

namespace Pipeline.ObjectStorage;

/// <summary>Errors of object stores.</summary>
[ErrorCodes]
public static class ObjectStorageErrors
{
    /// <summary>PIPE9201.</summary>
    public static readonly ErrorCode InvalidKey = new(
        "PIPE9201",
        "An object's key can't be used",
        "The key is empty, too long, begins with a slash, or has an empty, . or .. segment or a control character.",
        "Use segments of ordinary characters with / between them.");

    /// <summary>PIPE9202.</summary>
    public static readonly ErrorCode Exists = new(
        "PIPE9202",
        "The object exists already",
        "The write was not to replace an object, and one with this key is there.",
        "Take another key, or delete the object first.");

    /// <summary>PIPE9203.</summary>
    public static readonly ErrorCode NotFound = new(
        "PIPE9203",
        "The object doesn't exist",
        "It was never stored, or was deleted.",
        "Check the key; list the prefix to see what is there.");

    /// <summary>PIPE9204.</summary>
    public static readonly ErrorCode Corrupt = new(
        "PIPE9204",
        "The content isn't what was announced",
        "Size or checksum differ from what the caller said: the transfer was cut short or changed on the way.",
        "Send it again.");
}
