using System.Text;

namespace Benchmarks.Onboarding;

/// <summary>A file of numbers with commas between, made as it is read: no disk takes part on this side.</summary>
internal sealed class GeneratedFile(long length) : Stream
{
    private static readonly byte[] Block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 4096).Select(x => $"{x},{x * 7919 % 10007},item {x % 97},{x % 1000}.{x % 100:00}\n")));

    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var from = (int)(position % Block.Length);
        var count = (int)Math.Min(Math.Min(buffer.Length, Block.Length - from), length - position);
        Block.AsSpan(from, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
