using System.Runtime.CompilerServices;

namespace Pipeline.ObjectStorage.Tests.Moving;

/// <summary>A real store that fails where it is told to.</summary>
internal sealed class FaultyStore(IObjectStore store) : IObjectStore
{
    private int _puts;

    public ObjectStoreLocation Location { get; init; } = store.Location;

    public Func<int, Exception?> BeforePut { get; init; } = _ => null;

    public string? RefusedKey { get; init; }

    public bool FlipsBits { get; init; }

    public IReadOnlyList<string> AlsoListed { get; init; } = [];

    public int Puts => _puts;

    public async Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        if (BeforePut(Interlocked.Increment(ref _puts)) is { } failure)
            throw failure;
        if (key == RefusedKey)
            throw new ObjectStoreException(ObjectStorageErrors.Refused, "no");
        return await store.PutAsync(key, content, options, cancellationToken);
    }

    public async Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken)
    {
        var content = await store.GetAsync(key, range, cancellationToken);
        if (!FlipsBits || content is null)
            return content;
        var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, cancellationToken);
        bytes.GetBuffer()[0] ^= 1;
        bytes.Position = 0;
        return new ObjectContent(content.Stored, bytes, range);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var key in AlsoListed)
            yield return new StoredObject { Key = key, LengthBytes = key.EndsWith('/') ? 0 : 1, ETag = "tag", LastModified = default };
        await foreach (var stored in store.ListAsync(prefix, startAfter, cancellationToken))
            yield return stored;
    }

    public Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken) => store.HeadAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new InvalidOperationException("A move deletes nothing.");

    public Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken) => store.CopyAsync(sourceKey, destinationKey, options, cancellationToken);

    public Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken) => store.BeginMultipartAsync(key, options, cancellationToken);

    public Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken) => store.PutPartAsync(key, uploadId, number, content, lengthBytes, cancellationToken);

    public Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken) => store.ListPartsAsync(key, uploadId, cancellationToken);

    public Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken) => store.CompleteMultipartAsync(key, uploadId, parts, options, cancellationToken);

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken) => store.AbortMultipartAsync(key, uploadId, cancellationToken);

    public IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken) => store.ListMultipartAsync(prefix, cancellationToken);

    public Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken) => store.PresignPutAsync(key, options, cancellationToken);

    public Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken) => store.PresignGetAsync(key, options, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => store.PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
