namespace Pipeline.ObjectStorage;

/// <summary>What an object of parts will carry: told when its upload begins.</summary>
public sealed record MultipartOptions
{
    /// <summary>The media type. Default <c>application/octet-stream</c>.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Small texts kept with the object, as <see cref="PutOptions.Metadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
