using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Documents;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>A file, as callers see it.</summary>
internal sealed record FileAnswer
{
    public required string FileId { get; init; }

    public required string ClientId { get; init; }

    public required FileCategory Category { get; init; }

    public required string Name { get; init; }

    /// <summary>What the bytes are.</summary>
    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Lower-case hexadecimal. Absent until a large direct upload was read.</summary>
    public string? Sha256 { get; init; }

    public required FileStatus Status { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>When it was found clean, or not.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Why it is rejected: the slug of a problem.</summary>
    public string? RejectionReason { get; init; }

    public static FileAnswer Of(StoredFile file) => new()
    {
        FileId = file.Id.ToString(),
        ClientId = file.ClientId,
        Category = file.FileCategory,
        Name = file.FileName,
        ContentType = file.ContentType,
        SizeBytes = file.SizeBytes,
        Sha256 = file.Sha256,
        Status = file.Status ?? FileStatus.Available,
        UploadedAt = file.UploadedAt,
        CheckedAt = file.CheckedAt,
        RejectionReason = file.RejectionReason,
    };

    public static string AddressOf(StoredFile file) => $"/v1/clients/{file.ClientId}/files/{file.Id}";
}
