using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>Says by its first bytes what kind a file is. Names and declared types are looked at only to tell texts apart that read the same.</summary>
internal static class ContentSniffer
{
    /// <summary>As many bytes as it looks at: enough for a disc image's mark at 32 KiB. A shorter file is looked at whole.</summary>
    public const int HeadBytes = 40 * 1024;

    public static Sniffed Sniff(ReadOnlySpan<byte> head, FileHints hints)
    {
        if (head.IsEmpty)
            return Sniffed.Refused(RefusalReason.Empty, "No bytes arrived.");
        if (KnownPolyglots.Find(head) is { } polyglot)
            return Sniffed.Refused(RefusalReason.Polyglot, polyglot);
        if (AcceptedSignatures.Find(head) is { } kind)
            return kind;
        // "MZ" and "BZh" are also how a text may begin; a text has no NUL, as those formats do in their first bytes.
        if (RefusedSignatures.Find(head) is { } refused)
            return Sniffed.Refused(refused.Reason, refused.Detail);
        return TextSniffer.Sniff(head, hints);
    }
}
