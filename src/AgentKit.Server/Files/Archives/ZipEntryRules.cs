using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Archives;

/// <summary>What must hold of a ZIP's entries before any of them is unpacked.</summary>
internal static class ZipEntryRules
{
    private const int Stored = 0, Deflated = 8;

    /// <summary>Names that make an archive a program, or a document one with macros.</summary>
    private static readonly string[] s_active = ["META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex", "vbaProject.bin", "vbaData.xml"];

    public static Refusal? Check(IReadOnlyList<ZipEntry> entries, long directoryAt, ArchiveBudget budget)
    {
        if (entries.Count == 0)
            return new Refusal(RefusalReason.Malformed, "The ZIP archive has no entries.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long packed = 0, expanded = 0;
        foreach (var entry in entries)
        {
            if (Check(entry, budget) is { } refusal)
                return refusal;
            if (!names.Add(entry.Name))
                return new Refusal(RefusalReason.UnsafeArchive, "The archive has two entries of one name.");
            if (packed + entry.PackedBytes < packed || budget.TakeBytes(entry.ExpandedBytes) is not null)
                return new Refusal(RefusalReason.ArchiveBomb, $"The archive expands to more than {budget.Limits.MaxExpandedBytes} bytes.");
            packed += entry.PackedBytes;
            expanded += entry.ExpandedBytes;
        }

        return budget.CheckRatio(packed, expanded) ?? CheckPlaces(entries, directoryAt);
    }

    private static Refusal? Check(ZipEntry entry, ArchiveBudget budget)
    {
        if (entry.IsEncrypted)
            return Unsafe("has encrypted entries, which can't be inspected");
        if (entry.Method is not (Stored or Deflated))
            return Unsafe("uses a compression that can't be inspected; use deflate");
        if (entry.Method == Stored && entry.PackedBytes != entry.ExpandedBytes)
            return new Refusal(RefusalReason.ArchiveBomb, "The archive has an entry whose sizes contradict each other.");
        if (entry.IsLink)
            return Unsafe("has symbolic links");
        // Only where the header's name isn't UTF-8 may the field have another: the same one, as UTF-8 (APPNOTE 4.6.9).
        if (entry.UnicodeName is { } other && other != entry.Name && !entry.Name.Contains('\uFFFD', StringComparison.Ordinal))
            return Unsafe("has an entry with two names");
        if (!IsSafePath(entry.Name) || (entry.UnicodeName is { } name && !IsSafePath(name)))
            return Unsafe("has an entry whose path leads out of its folder, or can't be a path everywhere");
        if (IsActive(entry.Name) || IsActive(entry.UnicodeName ?? ""))
            return new Refusal(RefusalReason.ActiveContent, "The archive is a program, or a document with macros.");
        return budget.CheckRatio(entry.PackedBytes, entry.ExpandedBytes);
    }

    private static bool IsActive(string name) => Array.Exists(s_active, x => name.Equals(x, StringComparison.OrdinalIgnoreCase) || name.EndsWith($"/{x}", StringComparison.OrdinalIgnoreCase));

    private static bool IsSafePath(string name) =>
        name.Length is > 0 and <= 1024
        && !name.StartsWith('/') && !name.Contains('\\') && !name.Contains(':') && !name.Any(char.IsControl)
        && !name.TrimEnd('/').Split('/').Any(x => x is "" or "." or "..");

    /// <summary>No entry reaches into another or into the directory (Fifield's bomb reads one kernel of data by many entries), and the first one is at the start.</summary>
    private static Refusal? CheckPlaces(IReadOnlyList<ZipEntry> entries, long directoryAt)
    {
        long free = 0;
        foreach (var entry in entries.OrderBy(x => x.Offset))
        {
            if (free == 0 && entry.Offset != 0)
                return new Refusal(RefusalReason.Polyglot, "The archive has other content in front of it.");
            // The local header has at least 30 bytes; its name and fields are compared when it is read.
            if (entry.Offset < free)
                return new Refusal(RefusalReason.ArchiveBomb, "The archive has entries that overlap.");
            free = entry.Offset + 30 + entry.PackedBytes;
            if (free > directoryAt || free < 0)
                return new Refusal(RefusalReason.ArchiveBomb, "The archive has entries that overlap its directory.");
        }

        return null;
    }

    private static Refusal Unsafe(string what) => new(RefusalReason.UnsafeArchive, $"The archive {what}.");
}
