using System.Buffers;
using System.IO.Compression;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Archives;

/// <summary>
/// Inspects a ZIP archive: first its directory, which costs little, then every entry in one pass from start to end. An entry is unpacked into
/// nothing, and no further than the size that it says it has: one that lies is found by its first byte too many.
/// </summary>
internal static class ZipInspector
{
    /// <summary>The kind that it is after all: an office document, or an archive like any other.</summary>
    public static async Task<FileKind> InspectAsync(IStoredContent content, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return await InspectAsync(content, new ArchiveBudget(limits), depth: 0, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, "The ZIP archive is damaged."));
        }
    }

    private static async Task<FileKind> InspectAsync(IStoredContent content, ArchiveBudget budget, int depth, CancellationToken cancellationToken)
    {
        var (entries, directoryAt) = await ZipDirectory.ReadAsync(content, budget, cancellationToken);
        if (ZipEntryRules.Check(entries, directoryAt, budget) is { } refusal)
            throw new ContentRefusedException(refusal);

        var pass = await content.OpenAsync(0, directoryAt, cancellationToken);
        await using (pass)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
            try
            {
                var inOrder = entries.OrderBy(x => x.Offset).ToList();
                for (var i = 0; i < inOrder.Count; i++)
                {
                    var entry = inOrder[i];
                    var next = i + 1 < inOrder.Count ? inOrder[i + 1].Offset : directoryAt;
                    var header = await ZipLocalHeader.ReadAsync(pass, entry, buffer, cancellationToken);
                    var end = entry.Offset + header.LengthBytes + entry.PackedBytes;
                    if (end > next)
                        throw Refused(RefusalReason.ArchiveBomb, next == directoryAt ? "The archive has entries that overlap its directory." : "The archive has entries that overlap.");
                    await InspectEntryAsync(pass, entry, budget, depth, buffer, cancellationToken);
                    await header.ReadGapAsync(pass, entry, next - end, buffer, cancellationToken);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return OfficeDocuments.KindOf(entries);
    }

    private static async Task InspectEntryAsync(Stream pass, ZipEntry entry, ArchiveBudget budget, int depth, byte[] buffer, CancellationToken cancellationToken)
    {
        await using var packed = new LimitedStream(pass, entry.PackedBytes);
        await using (Stream expanded = entry.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true))
        {
            var head = await expanded.ReadAtLeastAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, entry.ExpandedBytes + 1)), Math.Min(512, (int)Math.Min(512, entry.ExpandedBytes)), throwOnEndOfStream: false, cancellationToken);
            if (head > entry.ExpandedBytes)
                throw Lies();
            if (RefusedSignatures.Find(buffer.AsSpan(0, head)) is { Reason: RefusalReason.Executable } program && !IsText(buffer.AsSpan(0, head)))
                throw Refused(program.Reason, "The archive holds a program.");
            if (NestedArchives.Is(entry.UnicodeName ?? entry.Name, buffer.AsSpan(0, head)))
                await InspectNestedAsync(expanded, entry, buffer.AsMemory(0, head), budget, depth, cancellationToken);
            else
                await CountAsync(expanded, entry, head, buffer, cancellationToken);
        }

        await packed.SkipRestAsync(buffer, cancellationToken);
    }

    private static async Task CountAsync(Stream expanded, ZipEntry entry, long count, byte[] buffer, CancellationToken cancellationToken)
    {
        // What is stored has the size that the directory says; only unpacking can lie.
        if (entry.Method == 0)
            return;
        for (int read; (read = await expanded.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            count += read;
            if (count > entry.ExpandedBytes)
                throw Lies();
        }

        if (count != entry.ExpandedBytes)
            throw Lies();
    }

    private static async Task InspectNestedAsync(Stream expanded, ZipEntry entry, ReadOnlyMemory<byte> head, ArchiveBudget budget, int depth, CancellationToken cancellationToken)
    {
        if (depth >= budget.Limits.MaxDepth)
            throw Refused(RefusalReason.ArchiveBomb, "The archive has archives within archives.");
        if (!head.Span.StartsWith("PK\u0003\u0004"u8))
            throw Refused(RefusalReason.UnsafeArchive, "The archive holds an archive of a kind that isn't inspected within another; only ZIP is.");
        if (entry.ExpandedBytes > budget.Limits.MaxNestedBytes)
            throw Refused(RefusalReason.UnsafeArchive, $"The archive holds an archive of more than {budget.Limits.MaxNestedBytes} bytes. Send it by itself.");

        var size = (int)entry.ExpandedBytes;
        var nested = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            head.CopyTo(nested);
            var count = head.Length + await expanded.ReadAtLeastAsync(nested.AsMemory(head.Length, size - head.Length), size - head.Length, throwOnEndOfStream: false, cancellationToken);
            // One byte more would be another size; asking for it with the rest would take twice the memory.
            if (count != size || await expanded.ReadAsync(new byte[1], cancellationToken) > 0)
                throw Lies();
            await InspectAsync(new ContentInMemory(nested, size), budget, depth + 1, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(nested);
        }
    }

    private static bool IsText(ReadOnlySpan<byte> head) => TextEncodings.Detect(head) is not null && !head.StartsWith("#!"u8);

    private static ContentRefusedException Lies() => Refused(RefusalReason.ArchiveBomb, "The archive has an entry of another size than it says.");

    private static ContentRefusedException Refused(RefusalReason reason, string detail) => new(new Refusal(reason, detail));
}
