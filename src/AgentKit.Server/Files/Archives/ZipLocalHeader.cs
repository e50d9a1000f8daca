using System.Buffers.Binary;
using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Archives;

/// <summary>The header in front of an entry's content (APPNOTE 4.3.7). It must say what the directory says: readers differ in which one they believe.</summary>
internal sealed record ZipLocalHeader
{
    public const int FixedBytes = 30;

    /// <summary>A signature, a checksum, two sizes of eight bytes.</summary>
    private const int LongestDescriptor = 24;

    private const int HasDescriptorFlag = 8;

    /// <summary>How many bytes it has.</summary>
    public required int LengthBytes { get; init; }

    /// <summary>Whether sizes and checksum stand behind the content, because they weren't known in front of it.</summary>
    public required bool HasDescriptor { get; init; }

    /// <summary>Whether they stand in front too, or there are none to tell.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Reads it from a stream that stands at its first byte.</summary>
    /// <exception cref="ContentRefusedException">It isn't there, or says something else than the directory.</exception>
    public static async Task<ZipLocalHeader> ReadAsync(Stream pass, ZipEntry entry, byte[] buffer, CancellationToken cancellationToken)
    {
        await pass.ReadExactlyAsync(buffer.AsMemory(0, FixedBytes), cancellationToken);
        if (!buffer.AsSpan().StartsWith("PK\u0003\u0004"u8))
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, "The ZIP archive has no entry where its directory says."));
        int flags = Short(buffer, 6), method = Short(buffer, 8), name = Short(buffer, 26), extra = Short(buffer, 28);
        uint crc = Long(buffer, 14);
        long packed = Long(buffer, 18), expanded = Long(buffer, 22), offset = 0;
        if (method != entry.Method || ((flags ^ entry.Flags) & 1) != 0 || name > 4096)
            throw Contradiction();
        await pass.ReadExactlyAsync(buffer.AsMemory(0, name), cancellationToken);
        if (Encoding.UTF8.GetString(buffer, 0, name) != entry.Name)
            throw OtherName();
        await pass.ReadExactlyAsync(buffer.AsMemory(0, extra), cancellationToken);
        if (ZipExtra.ReadName(buffer.AsSpan(0, extra)) is { } other && other != (entry.UnicodeName ?? entry.Name))
            throw OtherName();

        ZipExtra.ReadLarge(buffer.AsSpan(0, extra), ref expanded, ref packed, ref offset);
        var header = new ZipLocalHeader
        {
            LengthBytes = FixedBytes + name + extra,
            HasDescriptor = (flags & HasDescriptorFlag) != 0,
            IsComplete = (crc, packed, expanded) == (entry.Crc32, entry.PackedBytes, entry.ExpandedBytes),
        };
        // With a descriptor, what isn't known yet is 0, or all ones where large numbers may come.
        return header.IsComplete || (header.HasDescriptor && Unknown(crc, entry.Crc32) && Unknown(packed, entry.PackedBytes) && Unknown(expanded, entry.ExpandedBytes)) ? header : throw Contradiction();

        static bool Unknown(long told, long true_) => told is 0 or uint.MaxValue || told == true_;
    }

    /// <summary>Reads what stands between an entry's content and the next entry: nothing, or a descriptor that says what the directory says (4.3.9).</summary>
    /// <exception cref="ContentRefusedException">Something else stands there, which some readers would find and others not.</exception>
    public async Task ReadGapAsync(Stream pass, ZipEntry entry, long gapBytes, byte[] buffer, CancellationToken cancellationToken)
    {
        if (gapBytes == 0 && (IsComplete || !HasDescriptor))
            return;
        if (!HasDescriptor || gapBytes is not (12 or 16 or 20 or LongestDescriptor))
            throw Hidden();
        await pass.ReadExactlyAsync(buffer.AsMemory(0, (int)gapBytes), cancellationToken);
        if (!IsDescriptor(buffer.AsSpan(0, (int)gapBytes), entry))
            throw Hidden();
    }

    private static bool IsDescriptor(ReadOnlySpan<byte> gap, ZipEntry entry)
    {
        // The signature is optional, and so is the length of the sizes: only one of the four ways has so many bytes.
        var isSigned = gap.Length is 16 or LongestDescriptor;
        if (isSigned && !gap.StartsWith("PK\u0007\u0008"u8))
            return false;
        var content = isSigned ? gap[4..] : gap;
        var (packed, expanded) = content.Length == 12
            ? (BinaryPrimitives.ReadUInt32LittleEndian(content[4..]), BinaryPrimitives.ReadUInt32LittleEndian(content[8..]))
            : (BinaryPrimitives.ReadInt64LittleEndian(content[4..]), BinaryPrimitives.ReadInt64LittleEndian(content[12..]));
        return (BinaryPrimitives.ReadUInt32LittleEndian(content), packed, expanded) == (entry.Crc32, entry.PackedBytes, entry.ExpandedBytes);
    }

    private static int Short(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static uint Long(byte[] header, int at) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at));

    private static ContentRefusedException Contradiction() => new(new Refusal(RefusalReason.UnsafeArchive, "The archive's directory and its entries contradict each other."));

    private static ContentRefusedException OtherName() => new(new Refusal(RefusalReason.UnsafeArchive, "The archive's directory and its entries have different names."));

    private static ContentRefusedException Hidden() => new(new Refusal(RefusalReason.UnsafeArchive, "The archive has content between its entries that its directory doesn't name."));
}
