using System.Buffers.Binary;
using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Archives;

/// <summary>
/// Reads a ZIP's directory (PKWARE APPNOTE 6.3.10), and nothing else of it. Strict: the directory ends where its end record begins, that one
/// ends with the file, and one disk holds all. What archivers write is so; what isn't was made to be read in two ways.
/// </summary>
internal static class ZipDirectory
{
    private const int EndBytes = 22, LocatorBytes = 20, End64Bytes = 56, HeaderBytes = 46;

    public static async Task<(IReadOnlyList<ZipEntry> Entries, long StartsAt)> ReadAsync(IStoredContent content, ArchiveBudget budget, CancellationToken cancellationToken)
    {
        var tail = await ReadAsync(content, Math.Max(0, content.LengthBytes - EndBytes - ushort.MaxValue - LocatorBytes - End64Bytes), null, cancellationToken);
        var at = FindEnd(tail);
        if (at < 0)
            throw Malformed("has no directory, or something follows it");

        var (count, size, offset) = ReadEnd(tail.AsSpan(at));
        var endsAt = content.LengthBytes - tail.Length + at;
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
            ((count, size, offset), endsAt) = await ReadEnd64Async(content, tail, at, cancellationToken);

        if (size > budget.Limits.MaxDirectoryBytes)
            throw new ContentRefusedException(new Refusal(RefusalReason.ArchiveBomb, "The archive's directory is too large."));
        if (budget.TakeEntries(count) is { } tooMany)
            throw new ContentRefusedException(tooMany);
        if (offset < 0 || size < 0 || offset + size != endsAt)
            throw Malformed("has content between its directory and its end, or in front of its start");

        var entries = ReadEntries(await ReadAsync(content, offset, size, cancellationToken), count);
        return (entries, offset);
    }

    /// <summary>The last end record whose comment ends with the file.</summary>
    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (at + EndBytes <= tail.Length && at + EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length)
                return at;
        }

        return -1;
    }

    private static (long Count, long Size, long Offset) ReadEnd(ReadOnlySpan<byte> end)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        if (end[4..8].ContainsAnyExcept((byte)0) && count != ushort.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) != count)
            throw Malformed("is one of several disks");
        return (count, BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
    }

    private static async Task<((long Count, long Size, long Offset) End, long StartsAt)> ReadEnd64Async(IStoredContent content, byte[] tail, int at, CancellationToken cancellationToken)
    {
        if (at < LocatorBytes || !tail.AsSpan(at - LocatorBytes).StartsWith("PK\u0006\u0007"u8))
            throw Malformed("lacks the locator of its ZIP64 end");
        var startsAt = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - LocatorBytes + 8));
        // The record may have an extensible part; none is known that isn't PKWARE's own encryption.
        if (startsAt < 0 || startsAt + End64Bytes != content.LengthBytes - tail.Length + at - LocatorBytes)
            throw Malformed("has its ZIP64 end in a wrong place");
        var end = await ReadAsync(content, startsAt, End64Bytes, cancellationToken);
        if (!end.AsSpan().StartsWith("PK\u0006\u0006"u8) || end.AsSpan(16, 8).ContainsAnyExcept((byte)0))
            throw Malformed("has a wrong ZIP64 end");
        return ((BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48))), startsAt);
    }

    private static List<ZipEntry> ReadEntries(ReadOnlySpan<byte> directory, long count)
    {
        List<ZipEntry> entries = [];
        while (!directory.IsEmpty)
        {
            if (directory.Length < HeaderBytes || !directory.StartsWith("PK\u0001\u0002"u8))
                throw Malformed("has a broken directory");
            int name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]), extra = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]), comment = BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (HeaderBytes + name + extra + comment > directory.Length)
                throw Malformed("has a broken directory");

            long packed = BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]), expanded = BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]);
            ZipExtra.ReadLarge(directory.Slice(HeaderBytes + name, extra), ref expanded, ref packed, ref offset);
            if (packed < 0 || expanded < 0 || offset < 0)
                throw Malformed("has negative sizes");
            entries.Add(new ZipEntry
            {
                Name = Encoding.UTF8.GetString(directory.Slice(HeaderBytes, name)),
                UnicodeName = ZipExtra.ReadName(directory.Slice(HeaderBytes + name, extra)),
                Crc32 = BinaryPrimitives.ReadUInt32LittleEndian(directory[16..]),
                Flags = BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]),
                Method = BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]),
                PackedBytes = packed,
                ExpandedBytes = expanded,
                Offset = offset,
                ExternalAttributes = BinaryPrimitives.ReadUInt32LittleEndian(directory[38..]),
            });
            directory = directory[(HeaderBytes + name + extra + comment)..];
        }

        return entries.Count == count ? entries : throw Malformed("has another number of entries than its end says");
    }

    private static async Task<byte[]> ReadAsync(IStoredContent content, long offset, long? count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count ?? content.LengthBytes - offset];
        if (bytes.Length == 0)
            return bytes;
        await using var stream = await content.OpenAsync(offset, bytes.Length, cancellationToken);
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static ContentRefusedException Malformed(string what) => new(new Refusal(RefusalReason.Malformed, $"The ZIP archive {what}."));
}
