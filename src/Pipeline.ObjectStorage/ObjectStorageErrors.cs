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
        "The key is empty or too long, begins or ends with a slash, has a backslash, a control character, an empty segment, one that ends with a dot, or one that the stores keep for themselves (.pipeline).",
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

    /// <summary>PIPE9205.</summary>
    public static readonly ErrorCode InvalidLocation = new(
        "PIPE9205",
        "An object store's location is wrong",
        "It is none of file:///folder, s3://bucket/prefix, azblob://account/container/prefix and gs://bucket/prefix, or it has credentials in it.",
        "Correct the URI as the message says. Credentials come from the options or the environment, never in the URI.");

    /// <summary>PIPE9206.</summary>
    public static readonly ErrorCode InvalidOptions = new(
        "PIPE9206",
        "An object store can't be used as asked",
        "Options, credentials, metadata or a media type don't fit the store.",
        "Correct what the message names (docs/FILE_STORAGE_SETUP.md).");

    /// <summary>PIPE9207.</summary>
    public static readonly ErrorCode RangeOutside = new(
        "PIPE9207",
        "The range begins after the object's end",
        "The object is shorter than the reader believes: it was replaced, or the offset is wrong.",
        "Look up the object's size and ask for a range inside.");

    /// <summary>PIPE9208.</summary>
    public static readonly ErrorCode UploadNotFound = new(
        "PIPE9208",
        "The multipart upload doesn't exist",
        "It was completed or aborted, or a lifecycle rule of the bucket removed it.",
        "See whether the object is there (the upload was completed); otherwise begin a new upload.");

    /// <summary>PIPE9209.</summary>
    public static readonly ErrorCode InvalidParts = new(
        "PIPE9209",
        "The parts don't make an object",
        "A part is missing, was replaced after it was listed, or is too small: all but the last have at least 5 MiB.",
        "List the upload's parts, send what is missing, and complete with the list.");

    /// <summary>PIPE9210.</summary>
    public static readonly ErrorCode Unavailable = new(
        "PIPE9210",
        "The object store can't be reached or is overloaded",
        "The network, the service or the disk fails at the moment, or the service throttles.",
        "Try again; if it stays, check the endpoint, the network policy and the service's status page.");

    /// <summary>PIPE9211.</summary>
    public static readonly ErrorCode Denied = new(
        "PIPE9211",
        "The object store refuses the credentials",
        "There are no credentials, they are wrong or expired, or they don't allow this action.",
        "Check the identity's policy against docs/FILE_STORAGE_SETUP.md, and this machine's clock.");

    /// <summary>PIPE9212.</summary>
    public static readonly ErrorCode Refused = new(
        "PIPE9212",
        "The object store refused a request",
        "The service answered with an error that isn't about access and won't go away by itself.",
        "Read the service's code in the message; check region, endpoint and encryption key.");

    /// <summary>PIPE9213.</summary>
    public static readonly ErrorCode NoContainer = new(
        "PIPE9213",
        "The bucket or container doesn't exist",
        "Its name is misspelt, it is in another account or region, or nobody has made it yet.",
        "Create it as docs/FILE_STORAGE_SETUP.md shows, or correct the location.");

    /// <summary>PIPE9214.</summary>
    public static readonly ErrorCode Damaged = new(
        "PIPE9214",
        "A stored file is damaged",
        "A file in the store's folder doesn't have the form that this store writes: it was changed or put there by something else.",
        "Restore it from a backup, or remove it from the folder.");

    /// <summary>PIPE9215.</summary>
    public static readonly ErrorCode UnsafePath = new(
        "PIPE9215",
        "A path in the store's folder is a link",
        "Below the store's folder stands a symbolic link, which could lead anywhere.",
        "Remove the link. The store's folder itself may be one.");

    /// <summary>PIPE9216.</summary>
    public static readonly ErrorCode Unsupported = new(
        "PIPE9216",
        "The object store can't do this",
        "The server lacks a feature that this call needs to be safe.",
        "Do as the message says.");

    /// <summary>PIPE9220.</summary>
    public static readonly ErrorCode MoveFailed = new(
        "PIPE9220",
        "Not everything was copied",
        "Some objects couldn't be copied or differ after copying; each is listed with its reason.",
        "Cure the reasons and run the move again: what is there already isn't copied twice.");

    /// <summary>PIPE9221.</summary>
    public static readonly ErrorCode SameStore = new(
        "PIPE9221",
        "A store can't be moved into itself",
        "Source and destination are the same location, or one lies in the other.",
        "Give two locations that don't overlap.");
}
