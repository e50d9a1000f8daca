using System.Text.Json.Serialization;

namespace Pipeline.ObjectStorage.Local;

/// <summary>What stands behind an object's bytes in its file.</summary>
internal sealed record LocalFooter
{
    public required string Key { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string ContentType { get; init; }

    public required string Sha256 { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>The upload whose parts it is made of: completing that again after a crash finds it done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UploadId { get; init; }
}
