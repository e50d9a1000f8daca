namespace Pipeline.Engine.Caching;

/// <summary>One file, link or empty directory that a target left.</summary>
internal sealed record OutputItem
{
    /// <summary>Relative to the root, with <c>/</c>.</summary>
    public required string Path { get; init; }

    public required FileKind Kind { get; init; }

    /// <summary>SHA-256 of a file in hex; the text of a link; empty for a directory.</summary>
    public string Content { get; init; } = "";

    /// <summary>Permission bits of a file; 0 where the platform has none.</summary>
    public int Mode { get; init; }

    public static void Write(IReadOnlyList<OutputItem> items, CacheWriter writer)
    {
        writer.WriteInt32(items.Count);
        foreach (var item in items)
        {
            writer.WriteText(item.Path);
            writer.WriteByte((byte)item.Kind);
            writer.WriteText(item.Content);
            writer.WriteInt32(item.Mode);
        }
    }

    public static IReadOnlyList<OutputItem> Read(CacheReader reader)
    {
        var items = new OutputItem[reader.ReadCount()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new OutputItem
            {
                Path = reader.ReadText(),
                Kind = (FileKind)reader.ReadByte(),
                Content = reader.ReadText(),
                Mode = reader.ReadInt32(),
            };
        }

        return items;
    }
}
