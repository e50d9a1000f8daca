using AgentKit.Server.Files.Categories;
using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Files.Documents;

/// <summary>A document of <c>uploaded_files</c>. There is one only when the object is stored whole.</summary>
internal sealed record StoredFile : IOrganizationDocument
{
    public const string CollectionName = "uploaded_files";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string ClientId { get; init; }

    public required FileCategory FileCategory { get; init; }

    public required string FileName { get; init; }

    /// <summary>What the bytes are, whatever was declared.</summary>
    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Where the object is: below <c>quarantine/</c> or <c>clean/</c>.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>Lower-case hexadecimal. Null until a direct upload was read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What the sender said that it would be, for an upload that is read later.</summary>
    public string? ExpectedSha256 { get; init; }

    /// <summary>Null in what the version before may still write: such a file is available.</summary>
    public FileStatus? Status { get; init; }

    /// <summary>False for a direct upload that is still to be read.</summary>
    public bool? IsInspected { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public string? UploadedBy { get; init; }

    /// <summary>When the bytes were found clean.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Why it is rejected: the slug of a problem.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>The malware's name, for the audit log.</summary>
    public string? Malware { get; init; }

    /// <summary>
    /// When the worker should look at it again: it is to be checked, or an object of it to be deleted. Whoever works on it moves this on first,
    /// so that nobody else does. Absent when nothing is left to do.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whoever works on it: another for each claim. Who finds another here than its own has lost the file to that one.</summary>
    public string? Claim { get; init; }

    /// <summary>How often checking it was begun.</summary>
    public int? Attempts { get; init; }

    /// <summary>How many checks of it in a row came to no end at all, not even to "later": the process died of it, or the check has a bug.</summary>
    public int? UnfinishedChecks { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public string? DeletedBy { get; init; }

    /// <summary>Grows by one with each change that a caller can see.</summary>
    public long? Version { get; init; }
}
