namespace Pipeline.Engine.Caching;

/// <summary>The stat index as one compact file with a checksum. A file that isn't whole counts as empty.</summary>
internal static class StatIndexFile
{
    /// <summary>Records that weren't used for so long are dropped.</summary>
    public const int KeptDays = 30;

    private const int Version = 1;

    public static byte[] Encode(Dictionary<string, FileRecord> files, int today)
    {
        var writer = new CacheWriter(64 + files.Count * 192);
        writer.WriteInt32(Version);
        foreach (var (path, record) in files)
        {
            if (today - record.UsedOn > KeptDays)
                continue;
            writer.WriteText(path);
            writer.WriteInt64(record.Stat.Size);
            writer.WriteInt64(record.Stat.ModifiedAt);
            writer.WriteInt64(record.Stat.ChangedAt);
            writer.WriteInt64(record.Stat.Inode);
            writer.WriteInt32(record.Stat.Mode);
            writer.WriteHash(record.Hash);
            writer.WriteByte(record.IsTrusted ? (byte)1 : (byte)0);
            writer.WriteInt32(record.UsedOn);
        }

        return SealedBytes.Seal(writer.Written);
    }

    public static Dictionary<string, FileRecord> Decode(byte[]? bytes)
    {
        var files = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        if (bytes is null || !SealedBytes.TryOpen(bytes, out var content))
            return files;
        var reader = new CacheReader(content);
        if (reader.ReadInt32() != Version)
            return files;
        while (reader.Rest.Length > 0)
        {
            var path = reader.ReadText();
            var stat = new FileStat
            {
                Kind = FileKind.File,
                Size = reader.ReadInt64(),
                ModifiedAt = reader.ReadInt64(),
                ChangedAt = reader.ReadInt64(),
                Inode = reader.ReadInt64(),
                Mode = reader.ReadInt32(),
            };
            files[path] = new FileRecord(stat, reader.ReadHash(), reader.ReadByte() == 1) { UsedOn = reader.ReadInt32() };
        }

        return files;
    }
}
