using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Files;

/// <summary>A store that can go away: at once, or for one kind of call.</summary>
internal sealed class FaultyStore(IObjectStore inner) : IObjectStore
{
    private volatile Func<string, bool> _fails = static _ => false;

    public IObjectStore Inner => inner;

    public ObjectStoreLocation Location => inner.Location;

    /// <summary>Called before each call with its name.</summary>
    public Action<string> Before { get; set; } = static _ => { };

    /// <summary>From now on, calls of these names fail; none of them means all.</summary>
    public void GoAway(params string[] calls) => _fails = x => calls.Length == 0 || calls.Contains(x);

    public void ComeBack() => _fails = static _ => false;

    public Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => Pass("put").PutAsync(key, content, options, cancellationToken);

    public Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken) => Pass("get").GetAsync(key, range, cancellationToken);

    public Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken) => Pass("head").HeadAsync(key, cancellationToken);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, CancellationToken cancellationToken) => Pass("list").ListAsync(prefix, startAfter, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Pass("delete").DeleteAsync(key, cancellationToken);

    public Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken) => Pass("copy").CopyAsync(sourceKey, destinationKey, options, cancellationToken);

    public Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken) => Pass("begin").BeginMultipartAsync(key, options, cancellationToken);

    public Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken) => Pass("part").PutPartAsync(key, uploadId, number, content, lengthBytes, cancellationToken);

    public Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken) => Pass("parts").ListPartsAsync(key, uploadId, cancellationToken);

    public Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken) => Pass("complete").CompleteMultipartAsync(key, uploadId, parts, options, cancellationToken);

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken) => Pass("abort").AbortMultipartAsync(key, uploadId, cancellationToken);

    public IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken) => Pass("pending").ListMultipartAsync(prefix, cancellationToken);

    public Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken) => inner.PresignPutAsync(key, options, cancellationToken);

    public Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken) => inner.PresignGetAsync(key, options, cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) => Pass("ping").PingAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private IObjectStore Pass(string call)
    {
        Before(call);
        return _fails(call) ? throw new ObjectStoreException(ObjectStorageErrors.NotFound, "The store is away.") { IsTransient = true } : inner;
    }
}
