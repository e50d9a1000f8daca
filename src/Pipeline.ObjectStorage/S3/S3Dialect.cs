namespace Pipeline.ObjectStorage.S3;

/// <summary>In what servers of S3's protocol differ.</summary>
internal sealed record S3Dialect
{
    /// <summary>What Amazon takes in one PutObject or CopyObject: 5 GiB.</summary>
    private const long FiveGibibytes = 5L * 1024 * 1024 * 1024;

    /// <summary>What messages call it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether CompleteMultipartUpload can be made not to replace.</summary>
    public required bool ConditionalComplete { get; init; }

    /// <summary>Whether CopyObject can be made not to replace.</summary>
    public required bool ConditionalCopy { get; init; }

    /// <summary>Whether bodies of unknown hash are signed chunk by chunk (<c>aws-chunked</c>). Otherwise they are sent unsigned, over TLS.</summary>
    public bool ChunkedSigning { get; init; } = true;

    /// <summary>The most that one copy takes; more goes part by part.</summary>
    public long MaxCopyBytes { get; init; } = FiveGibibytes;

    /// <summary>The most that one put takes.</summary>
    public long MaxPutBytes { get; init; } = FiveGibibytes;

    public static S3Dialect Of(ObjectStoreOptions options)
    {
        var all = (options.ConditionalWrites ?? (options.Endpoint is null ? S3ConditionalWrites.All : S3ConditionalWrites.PutOnly)) == S3ConditionalWrites.All;
        return new S3Dialect { Name = "S3", ConditionalComplete = all, ConditionalCopy = all };
    }
}
