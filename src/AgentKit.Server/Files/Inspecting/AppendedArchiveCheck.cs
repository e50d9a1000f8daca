using System.Buffers.Binary;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>
/// Finds a ZIP directory at the end of something that isn't one: GIFAR, a JPEG with a JAR behind it, a PDF with a ZIP behind it. Readers of ZIP
/// look for it in the last 64 KiB and 22 bytes (APPNOTE 4.3.16), and so does this.
/// </summary>
internal sealed class AppendedArchiveCheck(long? lengthBytes) : IContentCheck
{
    private const int TailBytes = 22 + ushort.MaxValue;

    private readonly byte[] _tail = new byte[TailBytes];
    private long _passed;
    private int _next;
    private int _kept;

    public Refusal? Append(ReadOnlySpan<byte> chunk)
    {
        _passed += chunk.Length;
        if (lengthBytes is { } length && _passed <= length - TailBytes)
            return null;
        if (chunk.Length > TailBytes)
            chunk = chunk[^TailBytes..];
        var first = Math.Min(chunk.Length, TailBytes - _next);
        chunk[..first].CopyTo(_tail.AsSpan(_next));
        chunk[first..].CopyTo(_tail);
        _next = (_next + chunk.Length) % TailBytes;
        _kept = Math.Min(TailBytes, _kept + chunk.Length);
        return null;
    }

    public Refusal? Complete()
    {
        var tail = new byte[_kept];
        var from = (_next - _kept + TailBytes) % TailBytes;
        var first = Math.Min(_kept, TailBytes - from);
        _tail.AsSpan(from, first).CopyTo(tail);
        _tail.AsSpan(0, _kept - first).CopyTo(tail.AsSpan(first));
        return HasDirectory(tail) ? new Refusal(RefusalReason.Polyglot, "A ZIP archive is appended to the content.") : null;
    }

    private bool HasDirectory(ReadOnlySpan<byte> tail)
    {
        var tailStart = _passed - tail.Length;
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (tail.Length - at < 22)
                continue;
            var record = tail[at..];
            long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]), comment = BinaryPrimitives.ReadUInt16LittleEndian(record[20..]);
            // A directory fits in front of its end, and the comment behind it: four bytes of a film that happen to be these don't pass.
            if ((size == uint.MaxValue || size <= tailStart + at) && comment <= record.Length - 22)
                return true;
        }

        return false;
    }
}
