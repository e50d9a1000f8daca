namespace AgentKit.Server.Files.Archives;

/// <summary>An entry as a ZIP's directory describes it.</summary>
internal sealed record ZipEntry
{
    public required string Name { get; init; }

    /// <summary>The name in a field of its own, for where the header's isn't UTF-8; null for none.</summary>
    public string? UnicodeName { get; init; }

    public required uint Crc32 { get; init; }

    public required int Flags { get; init; }

    public required int Method { get; init; }

    public required long PackedBytes { get; init; }

    public required long ExpandedBytes { get; init; }

    public required long Offset { get; init; }

    public required uint ExternalAttributes { get; init; }

    public bool IsFolder => Name.EndsWith('/');

    public bool IsEncrypted => (Flags & 0x2041) != 0;

    /// <summary>A symbolic link by its Unix mode, which stands in the upper half.</summary>
    public bool IsLink => ExternalAttributes >> 28 == 0xA;
}
