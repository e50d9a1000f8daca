namespace Pipeline.ObjectStorage.Local;

/// <summary>Whether a presigned request is served, and with what.</summary>
public sealed record LocalPresignedVerdict
{
    /// <summary>Why not; null when it is.</summary>
    public LocalPresignedRefusal? Refusal { get; init; }

    /// <summary>The object. Empty when refused.</summary>
    public string Key { get; init; } = "";

    /// <summary>For a PUT: how the body is to be stored. Its size is enforced by <see cref="IObjectStore.PutAsync"/>.</summary>
    public PutOptions? Put { get; init; }

    /// <summary>For a GET: the answer's Content-Disposition; null leaves it out.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>For a GET: the answer's Content-Type; null takes the stored one.</summary>
    public string? ContentType { get; init; }
}
