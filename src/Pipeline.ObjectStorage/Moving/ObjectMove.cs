namespace Pipeline.ObjectStorage.Moving;

/// <summary>Brings one object over, or finds that it is there.</summary>
internal sealed class ObjectMove(IObjectStore from, IObjectStore to, StoreMoveOptions options)
{
    internal enum Result
    {
        Copied,
        AlreadyThere,

        /// <summary>Gone, or changed while it was read: the next pass sees what it is now.</summary>
        Changed,
    }

    /// <param name="key">The object.</param>
    /// <param name="ours">The tag of what this run wrote to the destination; null when it wrote nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What happened, and the tag of what is at the destination now.</returns>
    public async Task<(Result Result, string? Tag, long Bytes)> RunAsync(string key, string? ours, CancellationToken cancellationToken)
    {
        if (await from.HeadAsync(key, cancellationToken) is not { } source)
            return (Result.Changed, null, 0);
        var copy = await to.HeadAsync(key, cancellationToken);
        // Announced with its hash, the copy carries it, wherever it goes.
        if (source.Sha256 is null)
        {
            if (await ObjectDigest.ReadAsync(from, key, cancellationToken) is not { } read)
                return (Result.Changed, null, 0);
            source = read.Stored with { Sha256 = read.Sha256 };
        }

        var comparison = ObjectComparer.Compare(source, copy);
        if (comparison == ObjectComparison.Unknown)
            comparison = (await ObjectDigest.ReadAsync(to, key, cancellationToken))?.Sha256 == source.Sha256 ? ObjectComparison.Same : ObjectComparison.Different;
        if (comparison == ObjectComparison.Same)
            return (Result.AlreadyThere, copy!.ETag, 0);
        if (copy is not null && copy.ETag != ours && copy.LastModified > source.LastModified && !options.ReplaceNewer)
        {
            throw new ObjectStoreException(ObjectStorageErrors.MoveFailed,
                $"The destination has another object of this key, written at {copy.LastModified:u}, after the source's of {source.LastModified:u}. Delete the one that isn't wanted, or ask for newer ones to be replaced.");
        }

        return await CopyAsync(source, cancellationToken);
    }

    private async Task<(Result Result, string? Tag, long Bytes)> CopyAsync(StoredObject source, CancellationToken cancellationToken)
    {
        await using var content = await from.GetAsync(source.Key, range: null, cancellationToken);
        if (content is null || content.Stored.ETag != source.ETag)
            return (Result.Changed, null, 0);
        var put = await to.PutAsync(source.Key, content.Stream, new PutOptions
        {
            ContentType = source.ContentType ?? ObjectMetadata.DefaultContentType,
            Metadata = source.Metadata,
            LengthBytes = source.LengthBytes,
            ExpectedSha256 = source.Sha256,
        }, cancellationToken);
        await VerifyAsync(source, put, cancellationToken);
        return (Result.Copied, put.ETag, source.LengthBytes);
    }

    private async Task VerifyAsync(StoredObject source, StoredObject put, CancellationToken cancellationToken)
    {
        StoredObject? stored;
        string? sha256;
        if (options.ReadBack)
            (stored, sha256) = await ObjectDigest.ReadAsync(to, source.Key, cancellationToken) is { } read ? (read.Stored, read.Sha256) : (null, null);
        else
            (stored, sha256) = (await to.HeadAsync(source.Key, cancellationToken), put.Sha256);
        // Another than was written: someone else is writing there.
        if (stored is null || stored.ETag != put.ETag)
            throw new ObjectStoreException(ObjectStorageErrors.MoveFailed, "The copy was replaced or deleted at the destination while it was verified. See who writes there, and run the move again.");
        if (stored.LengthBytes != source.LengthBytes || sha256 != source.Sha256)
            throw new ObjectStoreException(ObjectStorageErrors.MoveFailed, $"The copy has {stored.LengthBytes} bytes with the SHA-256 {sha256}; the source has {source.LengthBytes} with {source.Sha256}. Run the move again.");
    }
}
