using AgentKit.Server.Files.Archives;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Storage;

/// <summary>An object of the store as content that can be read from any place.</summary>
internal sealed class StoredObjectContent(IObjectStore store, string key, long lengthBytes) : IStoredContent
{
    public long LengthBytes => lengthBytes;

    public async Task<Stream> OpenAsync(long offset, long? count, CancellationToken cancellationToken)
    {
        ByteRange? range = offset == 0 && count is null ? null : new ByteRange(offset, count is { } bytes ? offset + bytes - 1 : null);
        var content = await store.GetAsync(key, range, cancellationToken) ?? throw new ObjectNotFoundException(key);
        return content.Stream;
    }
}
