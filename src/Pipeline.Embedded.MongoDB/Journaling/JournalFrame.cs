using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pipeline.Embedded.MongoDB.Journaling;

/// <summary>A frame of a file: length, CRC-32 of the content, CRC-32 of these two, and the content. What one batch wrote is one frame, so it is there whole or not at all.</summary>
internal static class JournalFrame
{
    public const int HeaderBytes = 12;

    /// <summary>Longer frames are not written, so a longer one is a broken one.</summary>
    public const int MaxBytes = 1 << 30;

    public static byte[] Of(IReadOnlyList<byte[]> documents)
    {
        var length = documents.Sum(x => (long)x.Length);
        if (length > MaxBytes - HeaderBytes)
            throw new IOException($"One write of {length:N0} bytes is more than the journal takes ({MaxBytes:N0}). Write less at once.");

        var frame = new byte[HeaderBytes + length];
        var position = HeaderBytes;
        foreach (var document in documents)
        {
            document.CopyTo(frame, position);
            position += document.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(frame, (int)length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32.HashToUInt32(frame.AsSpan(HeaderBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32.HashToUInt32(frame.AsSpan(0, 8)));
        return frame;
    }

    /// <summary>The documents of a frame's content.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Documents(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
            yield return content[..length];
            content = content[length..];
        }
    }
}
