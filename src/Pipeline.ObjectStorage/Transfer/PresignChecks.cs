namespace Pipeline.ObjectStorage.Transfer;

/// <summary>What may be presigned, in every store the same.</summary>
internal static class PresignChecks
{
    /// <summary>Amazon's longest for signature version 4.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    public static void Put(string key, PresignPutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        ArgumentOutOfRangeException.ThrowIfNegative(options.LengthBytes);
        Expiry(options.ExpiresIn);
    }

    public static void Get(string key, PresignGetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        if (options.ContentType is { } contentType)
            ObjectMetadata.CheckContentType(key, contentType);
        if (options.ContentDisposition?.Any(x => x is < ' ' or > '~') == true)
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"The Content-Disposition of '{key}' has characters that a header can't carry. Write a name in filename*=UTF-8''…, percent-encoded (RFC 6266).") { ExitCode = 2 };
        Expiry(options.ExpiresIn);
    }

    private static void Expiry(TimeSpan expiresIn)
    {
        if (expiresIn < TimeSpan.FromSeconds(1) || expiresIn > s_longest)
            throw new ArgumentOutOfRangeException(nameof(expiresIn), $"A presigned request holds from 1 s to {s_longest.TotalDays} days, not {expiresIn}.");
    }
}
