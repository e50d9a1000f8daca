using System.Security.Cryptography;

namespace Pipeline.ObjectStorage.Transfer;

/// <summary>Reads a caller's stream once, counts and hashes it, and refuses what isn't what was announced.</summary>
internal sealed class MeasuredContent(string key, Stream content, long? expectedLength, string? expectedSha256) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Key { get; } = key;

    public long LengthBytes { get; private set; }

    /// <summary>True when the stream was read to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>What the caller's stream threw: its own affair, not the store's.</summary>
    public Exception? SourceFailure { get; private set; }

    /// <summary>Fills a buffer; less than that means the end.</summary>
    /// <exception cref="ObjectCorruptException">There is more than was announced.</exception>
    public async ValueTask<int> FillAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length && !Ended)
        {
            var read = await ReadSourceAsync(buffer[filled..], cancellationToken);
            Ended = read == 0;
            filled += read;
        }

        LengthBytes += filled;
        if (LengthBytes > expectedLength)
            throw new ObjectCorruptException(Key, $"{expectedLength} bytes", "more");
        _hash.AppendData(buffer.Span[..filled]);
        return filled;
    }

    /// <summary>The SHA-256 of all, once the end was read.</summary>
    /// <exception cref="ObjectCorruptException">Size or hash aren't those announced.</exception>
    public string Finish()
    {
        if (expectedLength is { } length && length != LengthBytes)
            throw new ObjectCorruptException(Key, $"{length} bytes", $"{LengthBytes}");
        var actual = Convert.ToHexStringLower(_hash.GetHashAndReset());
        if (expectedSha256 is not null && !actual.Equals(expectedSha256, StringComparison.OrdinalIgnoreCase))
            throw new ObjectCorruptException(Key, $"the SHA-256 {expectedSha256.ToLowerInvariant()}", actual);
        return actual;
    }

    public void Dispose() => _hash.Dispose();

    private async ValueTask<int> ReadSourceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
        {
            SourceFailure = exception;
            throw;
        }
    }
}
