using AgentKit.Server.Files.Categories;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace AgentKit.Server.Files.Documents;

/// <summary>
/// A document of <c>file_uploads</c>, written before the first byte is stored and deleted when nothing is left to do: whatever dies in between,
/// this knows what may have to be cleaned away. Its id becomes the file's.
/// </summary>
internal sealed record UploadInProgress : IOrganizationDocument
{
    public const string CollectionName = "file_uploads";

    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string ClientId { get; init; }

    public required UploadMethod Method { get; init; }

    public required UploadState State { get; init; }

    public required FileCategory FileCategory { get; init; }

    public required string FileName { get; init; }

    /// <summary>The declared media type; null for none.</summary>
    public string? DeclaredType { get; init; }

    /// <summary>The announced size; null where it wasn't known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>The announced checksum.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The size of each part but the last.</summary>
    public long? PartBytes { get; init; }

    /// <summary>The store's own id of an upload in parts.</summary>
    public string? StoreUploadId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>From then on it may be cleaned away. Whoever works on it moves this on first.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Until when the process that completes it may take.</summary>
    public DateTimeOffset? CompletingUntil { get; init; }

    /// <summary>How many parts it has.</summary>
    [BsonIgnore]
    public int Parts => PartBytes is { } size ? (int)((SizeBytes!.Value + size - 1) / size) : 1;

    public long LengthOfPart(int number) => number < Parts ? PartBytes!.Value : SizeBytes!.Value - ((Parts - 1) * PartBytes!.Value);
}
