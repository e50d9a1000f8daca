namespace Pipeline.Engine.Caching;

/// <summary>A file's content hash, and the stat it was taken at.</summary>
internal sealed class FileRecord(FileStat stat, byte[] hash, bool isTrusted)
{
    public FileStat Stat { get; } = stat;

    /// <summary>SHA-256 of the content.</summary>
    public byte[] Hash { get; } = hash;

    /// <summary>Whether the same stat will prove the same content. Not for a file that was written in the moment it was hashed.</summary>
    public bool IsTrusted { get; } = isTrusted;

    /// <summary>Day of the last use, in days since 1970.</summary>
    public int UsedOn { get; set; }
}
