using System.Security.Cryptography;

namespace Pipeline.Components.Caching;

/// <summary>
/// Content on its way to a store. Its hash is checked when the last byte is asked for: content of another hash is never handed out whole,
/// so the request breaks off and the store keeps nothing. It may be read again from its start, as a repeated request does.
/// </summary>
internal sealed class VerifiedContent : Stream
{
    private readonly Stream _content;
    private readonly string _hash;
    private readonly Action _onProgress;
    private readonly long _start;
    private readonly IncrementalHash _hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    public VerifiedContent(Stream content, string hash, Action onProgress)
    {
        (_content, _hash, _onProgress, _start) = (content, hash, onProgress, content.Position);
        Length = content.Length - _start;
        // Nobody reads content that is empty.
        if (Length == 0)
            Check();
    }

    /// <summary>Why the content isn't what it should be, once that is known.</summary>
    public IOException? Failure { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            if (value == _position)
                return;
            ArgumentOutOfRangeException.ThrowIfNotEqual(value, 0);
            _hasher.GetHashAndReset();
            _content.Position = _start;
            _position = 0;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, Length - _position)];
        try
        {
            var read = await _content.ReadAsync(wanted, cancellationToken);
            return Passed(wanted.Span, read);
        }
        catch (IOException exception)
        {
            Failure ??= exception;
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, Length - _position)];
        try
        {
            return Passed(wanted, _content.Read(wanted));
        }
        catch (IOException exception)
        {
            Failure ??= exception;
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("Content on its way to a store has the length it has.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Content on its way to a store is only read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hasher.Dispose();
        base.Dispose(disposing);
    }

    private int Passed(ReadOnlySpan<byte> buffer, int read)
    {
        _onProgress();
        if (read == 0 && _position < Length)
            throw new IOException($"Content that should have the hash {_hash} ended after {_position} of {Length} bytes: it changed while it was read.");
        _hasher.AppendData(buffer[..read]);
        _position += read;
        if (read > 0 && _position == Length)
            Check();
        return read;
    }

    private void Check()
    {
        var actual = Convert.ToHexStringLower(_hasher.GetHashAndReset());
        if (actual != _hash)
            throw new IOException($"Content that should have the hash {_hash} has {actual}: it changed while it was read.");
    }
}
