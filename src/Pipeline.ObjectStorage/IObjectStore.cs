namespace Pipeline.ObjectStorage;

/// <summary>
/// Objects by key below one location: a bucket and prefix, a container, a folder. Keys are what <see cref="ObjectKey"/> says; another is refused
/// (PIPE9201) by every store in the same way. An object is visible whole or not at all. A store that is away or throttles throws
/// <see cref="ObjectStoreException"/> with <see cref="ObjectStoreException.IsTransient"/>; what the caller's stream throws comes out as it is.
/// </summary>
public interface IObjectStore : IAsyncDisposable
{
    /// <summary>Where the objects are, as it may be shown: without credentials.</summary>
    ObjectStoreLocation Location { get; }

    /// <summary>
    /// Writes an object from a stream that is read once and never held whole in memory; large ones go in parts. Nothing is visible when it fails.
    /// </summary>
    /// <returns>What was stored, with the SHA-256 computed on the way.</returns>
    /// <exception cref="ObjectExistsException"><see cref="PutOptions.OnlyIfAbsent"/> and the key is taken.</exception>
    /// <exception cref="ObjectCorruptException">The bytes aren't those of <see cref="PutOptions.ExpectedSha256"/> or of the expected length; nothing was stored.</exception>
    Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Opens an object for reading, or a range of it. Null when there is none. A range that ends after the object is cut to it.</summary>
    /// <exception cref="ObjectRangeException">The range begins at or after the object's end.</exception>
    Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken);

    /// <summary>What is known of an object without reading it. Null when there is none.</summary>
    Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>The objects whose key begins with a prefix, by key in ordinal order, those after <paramref name="startAfter"/>. Reads page by page. Names that aren't keys, which only other tools make, are listed too.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, CancellationToken cancellationToken);

    /// <summary>Deletes an object. One that isn't there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Copies within the store, on the server where there is one; metadata and content type go along unless given anew.</summary>
    /// <exception cref="ObjectNotFoundException">There is no source.</exception>
    Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken);

    /// <summary>Begins an upload whose parts come one by one, from different processes if need be, until it is completed or aborted.</summary>
    Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken);

    /// <summary>Writes one part, from 1; the same number again replaces it. All but the last have at least <see cref="MultipartLimits.MinPartBytes"/>.</summary>
    Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken);

    /// <summary>The parts that have arrived, by number: what a resumed upload needs not send again.</summary>
    Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken);

    /// <summary>Makes one object of the parts, in the order of their numbers; parts not named are dropped. Until then nothing is visible.</summary>
    /// <exception cref="UploadNotFoundException">It was completed or aborted: after a call whose answer was lost, the object tells which.</exception>
    Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken);

    /// <summary>Forgets an upload and its parts. One that isn't there is no error.</summary>
    Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken);

    /// <summary>Uploads begun below a prefix and neither completed nor aborted: what a clean-up looks at.</summary>
    IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>A request by which someone without credentials puts this one object, of exactly this size and type, until it expires.</summary>
    Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken);

    /// <summary>A request by which someone without credentials reads this one object until it expires, with response headers of our choosing.</summary>
    Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken);

    /// <summary>Whether the store answers and the credentials reach it: one small request. Throws what went wrong.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
