namespace Pipeline.Engine.Caching;

/// <summary>A stored result: what the target left, the files' contents by hash.</summary>
internal static class CacheEntry
{
    private const int Version = 1;

    public static byte[] Encode(string key, IReadOnlyList<OutputItem> outputs)
    {
        var writer = new CacheWriter(256 + outputs.Count * 160);
        writer.WriteInt32(Version);
        writer.WriteText(key);
        OutputItem.Write(outputs, writer);
        return SealedBytes.Seal(writer.Written);
    }

    /// <summary>Null unless the bytes are a whole entry for <paramref name="key"/> that stays within <paramref name="outputs"/>: a store may be shared, and is not trusted to name paths.</summary>
    public static IReadOnlyList<OutputItem>? Decode(byte[] bytes, string key, OutputSet outputs)
    {
        if (!SealedBytes.TryOpen(bytes, out var content))
            return null;
        try
        {
            var reader = new CacheReader(content);
            if (reader.ReadInt32() != Version || reader.ReadText() != key)
                return null;
            var items = OutputItem.Read(reader);
            var leaves = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in items)
            {
                if (!IsPlain(item.Path) || !outputs.IsMatch(item.Path) || !leaves.Add(item.Path))
                    return null;
            }

            foreach (var item in items)
            {
                for (var parent = Path.GetDirectoryName(item.Path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
                {
                    if (leaves.Contains(parent.Replace('\\', '/')))
                        return null;
                }
            }

            return items;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsPlain(string path)
    {
        if (Path.IsPathRooted(path))
            return false;
        foreach (var range in path.AsSpan().SplitAny('/', '\\'))
        {
            if (path.AsSpan()[range] is "" or "." or "..")
                return false;
        }

        return true;
    }
}
