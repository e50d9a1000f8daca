using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>Reads frames from a file, up to its end or to the first that isn't whole.</summary>
internal sealed class FrameReader(Stream stream)
{
    private readonly byte[] _header = new byte[JournalFrame.HeaderBytes];

    /// <summary>The end of the last whole frame.</summary>
    public long Position { get; private set; }

    /// <summary>What ended the reading.</summary>
    public FrameEnd End { get; private set; }

    /// <returns>The content, or <see langword="null"/>; then <see cref="End"/> says why.</returns>
    public byte[]? Next()
    {
        var read = stream.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false);
        if (read < _header.Length)
        {
            End = read == 0 ? FrameEnd.EndOfFile : FrameEnd.Torn;
            return null;
        }

        // The header has a checksum of its own: a length that was changed must not pass for a frame that was cut off.
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is <= 0 or > JournalFrame.MaxBytes || Crc32.HashToUInt32(_header.AsSpan(0, 8)) != BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(8)))
        {
            End = IsZeroToTheEnd() ? FrameEnd.Torn : FrameEnd.Broken;
            return null;
        }

        if (stream.Length - Position - JournalFrame.HeaderBytes < length)
        {
            End = FrameEnd.Torn;
            return null;
        }

        var content = new byte[length];
        stream.ReadExactly(content);
        if (Crc32.HashToUInt32(content) != BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(4)))
        {
            // A frame that reaches the end of the file may be one that power failed under; one with more after it was whole once.
            End = stream.Position == stream.Length ? FrameEnd.Torn : FrameEnd.Broken;
            return null;
        }

        Position += JournalFrame.HeaderBytes + length;
        return content;
    }

    /// <summary>A file that was made longer before power failed, and never written there.</summary>
    private bool IsZeroToTheEnd()
    {
        if (_header.AsSpan().ContainsAnyExcept((byte)0))
            return false;
        var rest = new byte[64 * 1024];
        for (var read = stream.Read(rest); read > 0; read = stream.Read(rest))
        {
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }
}
