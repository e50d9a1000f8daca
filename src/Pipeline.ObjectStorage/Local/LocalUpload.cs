namespace Pipeline.ObjectStorage.Local;

/// <summary>An upload in progress, in its folder's <c>upload.json</c>.</summary>
internal sealed record LocalUpload
{
    public required string Key { get; init; }

    public required string ContentType { get; init; }

    public required DateTimeOffset Begun { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];
}
