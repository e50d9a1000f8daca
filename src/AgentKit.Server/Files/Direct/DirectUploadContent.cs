using AgentKit.Server.Files.Categories;

namespace AgentKit.Server.Files.Direct;

/// <summary>The body that begins a direct upload, for its description; <see cref="DirectUploadRequest"/> reads it.</summary>
internal sealed record DirectUploadContent
{
    public required FileCategory Category { get; init; }

    public required string Name { get; init; }

    /// <summary>Exactly so many bytes are to be sent.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The media type to send them with.</summary>
    public required string ContentType { get; init; }

    /// <summary>What they must have, in hexadecimal or base64.</summary>
    public string? Sha256 { get; init; }
}
