namespace AgentKit.Server.Files.Archives;

/// <summary>How much an archive may hold. Inspecting one takes no more work than these allow.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>The most entries, those of archives within it included.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>The most bytes it may expand to, archives within it included.</summary>
    public long MaxExpandedBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many times larger than packed an entry, or all together, may be. Deflate's own limit is 1,032; exports of tables reach 50.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Content up to this size is no bomb, whatever its ratio.</summary>
    public long RatioMattersFromBytes { get; init; } = 1024 * 1024;

    /// <summary>How deep archives may stand in archives: 1 lets an office document hold another.</summary>
    public int MaxDepth { get; init; } = 1;

    /// <summary>The largest archive within an archive; it is inspected in memory.</summary>
    public int MaxNestedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest directory.</summary>
    public int MaxDirectoryBytes { get; init; } = 8 * 1024 * 1024;
}
