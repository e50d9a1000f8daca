namespace AgentKit.Server.Files.Archives;

/// <summary>Content that can be read from any place, more than once.</summary>
internal interface IStoredContent
{
    long LengthBytes { get; }

    /// <summary>Opens it for reading from <paramref name="offset"/> to the end, or <paramref name="count"/> bytes of it.</summary>
    Task<Stream> OpenAsync(long offset, long? count, CancellationToken cancellationToken);
}
