using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Documents;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Direct;

/// <summary>An upload in progress, as callers see it.</summary>
internal sealed record UploadAnswer
{
    public required string UploadId { get; init; }

    public required UploadMethod Method { get; init; }

    public required FileCategory Category { get; init; }

    public required string Name { get; init; }

    public required long SizeBytes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>For a direct upload, when it is begun: the request to make. It is a secret until it expires.</summary>
    public UploadRequestAnswer? Request { get; init; }

    /// <summary>For an upload in parts: the size of each but the last.</summary>
    public long? PartSizeBytes { get; init; }

    /// <summary>For an upload in parts: how many there must be.</summary>
    public int? PartCount { get; init; }

    /// <summary>For an upload in parts: where a part is put, with its number for <c>{part}</c>.</summary>
    public string? PartUrl { get; init; }

    /// <summary>The parts that have arrived.</summary>
    public IReadOnlyList<PartAnswer>? Parts { get; init; }

    /// <summary>Where the upload is completed by a POST.</summary>
    public required string CompleteUrl { get; init; }

    public static UploadAnswer Of(UploadInProgress upload, PresignedRequest? request = null, IEnumerable<UploadedPart>? parts = null)
    {
        var address = $"/v1/clients/{upload.ClientId}/uploads/{upload.Id}";
        return new UploadAnswer
        {
            UploadId = upload.Id.ToString(),
            Method = upload.Method,
            Category = upload.FileCategory,
            Name = upload.FileName,
            SizeBytes = upload.SizeBytes!.Value,
            ExpiresAt = upload.ExpiresAt,
            Request = request is null ? null : new UploadRequestAnswer(request.Method, request.Url.AbsoluteUri, request.Headers, request.ExpiresAt),
            PartSizeBytes = upload.PartBytes,
            PartCount = upload.PartBytes is null ? null : upload.Parts,
            PartUrl = upload.PartBytes is null ? null : $"{address}/parts/{{part}}",
            Parts = parts?.Select(x => new PartAnswer(x.Number, x.LengthBytes)).ToList(),
            CompleteUrl = $"{address}/complete",
        };
    }
}
