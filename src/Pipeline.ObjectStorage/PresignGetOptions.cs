namespace Pipeline.ObjectStorage;

/// <summary>How a presigned download answers.</summary>
public sealed record PresignGetOptions
{
    /// <summary>How long the request holds.</summary>
    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>The answer's Content-Disposition; null leaves it out.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>The answer's Content-Type; null keeps the stored one.</summary>
    public string? ContentType { get; init; }
}
