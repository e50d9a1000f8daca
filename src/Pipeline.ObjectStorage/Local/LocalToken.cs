using System.Text.Json.Serialization;

namespace Pipeline.ObjectStorage.Local;

/// <summary>What a presigned request of a local disk may do; signed, not encrypted.</summary>
internal sealed record LocalToken
{
    [JsonPropertyName("m")]
    public required string Method { get; init; }

    [JsonPropertyName("k")]
    public required string Key { get; init; }

    /// <summary>Seconds since 1970.</summary>
    [JsonPropertyName("e")]
    public required long Expires { get; init; }

    [JsonPropertyName("l"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LengthBytes { get; init; }

    [JsonPropertyName("t"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentType { get; init; }

    [JsonPropertyName("d"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentDisposition { get; init; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Metadata { get; init; }
}
