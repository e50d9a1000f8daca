using System.Buffers;
using System.IO.Compression;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Archives;

/// <summary>Unpacks a gzip file into nothing, within the limits: a text must be in it, such as an export is.</summary>
internal static class GzipInspector
{
    public static async Task InspectAsync(IStoredContent content, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        var budget = new ArchiveBudget(limits);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            await using var packed = await content.OpenAsync(0, null, cancellationToken);
            await using var expanded = new GZipStream(packed, CompressionMode.Decompress);
            var head = await expanded.ReadAtLeastAsync(buffer.AsMemory(0, ContentSniffer.HeadBytes), ContentSniffer.HeadBytes, throwOnEndOfStream: false, cancellationToken);
            if (CheckHead(buffer.AsSpan(0, head)) is { } refusal)
                throw new ContentRefusedException(refusal);

            long total = 0;
            for (var read = head; read > 0; read = await expanded.ReadAsync(buffer, cancellationToken))
            {
                total += read;
                if ((budget.TakeBytes(read) ?? budget.CheckRatio(content.LengthBytes, total)) is { } bomb)
                    throw new ContentRefusedException(bomb);
            }
        }
        catch (InvalidDataException)
        {
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, "The gzip file is damaged."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Refusal? CheckHead(ReadOnlySpan<byte> head)
    {
        var sniffed = ContentSniffer.Sniff(head, new FileHints("csv", null));
        if (sniffed.Refusal is { } refusal)
            return refusal with { Detail = $"In the gzip file: {refusal.Detail}" };
        return FileKinds.Of(sniffed.Kind!.Value).IsText ? null : new Refusal(RefusalReason.UnsafeArchive, "A gzip file may hold a text only (CSV, TSV, JSON, XML). Send other content by itself, or in a ZIP.");
    }
}
