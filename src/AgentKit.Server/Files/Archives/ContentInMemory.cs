namespace AgentKit.Server.Files.Archives;

/// <summary>An entry of an archive that was unpacked to be looked into. Small: <see cref="ArchiveLimits.MaxNestedBytes"/>.</summary>
internal sealed class ContentInMemory(byte[] bytes, int count) : IStoredContent
{
    public long LengthBytes => count;

    public Task<Stream> OpenAsync(long offset, long? count, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new MemoryStream(bytes, (int)offset, (int)Math.Min(count ?? long.MaxValue, LengthBytes - offset), writable: false));
}
