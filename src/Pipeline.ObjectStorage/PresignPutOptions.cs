namespace Pipeline.ObjectStorage;

/// <summary>What may be put by a presigned request.</summary>
public sealed record PresignPutOptions
{
    /// <summary>How long the request holds.</summary>
    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>The size it must have, signed where the store can (Azure can't); check it again when the upload is completed.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>The media type it must be sent with, signed where the store can (Azure can't).</summary>
    public required string ContentType { get; init; }

    /// <summary>Metadata the object gets, signed.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
