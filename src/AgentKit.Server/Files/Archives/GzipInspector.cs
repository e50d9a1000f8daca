using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Archives;

/// <summary>Unpacks a gzip file into nothing, within the limits: a text must be in it, such as an export is, from its first byte to its last.</summary>
internal static class GzipInspector
{
    public static async Task InspectAsync(IStoredContent content, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        var budget = new ArchiveBudget(limits);
        var text = new TextCheck();
        // The kind is decided by as much as of a file that isn't packed.
        var head = new byte[ContentSniffer.HeadBytes];
        long total = 0;
        try
        {
            await using var packed = await content.OpenAsync(0, null, cancellationToken);
            await foreach (var piece in GzipMembers.ExpandAsync(packed, cancellationToken))
            {
                Refuse(budget.TakeBytes(piece.Length) ?? budget.CheckRatio(content.LengthBytes, total + piece.Length));
                var rest = piece;
                if (total < head.Length)
                {
                    var count = (int)Math.Min(piece.Length, head.Length - total);
                    piece[..count].CopyTo(head.AsMemory((int)total));
                    rest = piece[count..];
                    if (total + count == head.Length)
                        Refuse(CheckHead(head) ?? text.Append(head));
                }

                total += piece.Length;
                Refuse(text.Append(rest.Span));
            }
        }
        catch (InvalidDataException)
        {
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, "The gzip file is damaged."));
        }

        if (total < head.Length)
            Refuse(CheckHead(head.AsSpan(0, (int)total)) ?? text.Append(head.AsSpan(0, (int)total)));
        Refuse(text.Complete());
    }

    private static Refusal? CheckHead(ReadOnlySpan<byte> head)
    {
        var sniffed = ContentSniffer.Sniff(head, new FileHints("csv", null));
        if (sniffed.Refusal is { } refusal)
            return refusal with { Detail = $"In the gzip file: {refusal.Detail}" };
        return FileKinds.Of(sniffed.Kind!.Value).IsText ? null : new Refusal(RefusalReason.UnsafeArchive, "A gzip file may hold a text only (CSV, TSV, JSON, XML). Send other content by itself, or in a ZIP.");
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new ContentRefusedException(refusal);
    }
}
