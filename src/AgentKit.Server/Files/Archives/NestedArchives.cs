namespace AgentKit.Server.Files.Archives;

/// <summary>Whether an entry is an archive itself: by its bytes, or by its name where the bytes could be anything.</summary>
internal static class NestedArchives
{
    private static readonly string[] s_endings = [".zip", ".jar", ".gz", ".tgz", ".7z", ".rar", ".xz", ".bz2", ".zst", ".tar", ".cab", ".iso", ".docx", ".xlsx", ".pptx"];

    private static readonly byte[][] s_starts =
    [
        [0x50, 0x4B, 3, 4], [0x1F, 0x8B, 8], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x52, 0x61, 0x72, 0x21, 0x1A, 7], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x42, 0x5A, 0x68, 0x31], [0x42, 0x5A, 0x68, 0x39], [0x28, 0xB5, 0x2F, 0xFD], [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0],
    ];

    public static bool Is(string name, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return false;
        foreach (var start in s_starts)
        {
            if (head.StartsWith(start))
                return true;
        }

        return (head.Length > 262 && head.Slice(257, 5).SequenceEqual("ustar"u8)) || Array.Exists(s_endings, x => name.EndsWith(x, StringComparison.OrdinalIgnoreCase));
    }
}
