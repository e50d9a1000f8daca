using System.Security.Cryptography;

namespace Pipeline.Engine.Caching;

/// <summary>All inputs of a target at one moment, and the key that stands for them.</summary>
internal sealed class InputSnapshot
{
    /// <summary>Changes whenever what a key is made of, or what an entry says, changes.</summary>
    private const string Format = "pipeline-cache-1";

    public InputSnapshot(string target, IReadOnlyList<InputItem> items, IReadOnlyList<string> missing)
    {
        Items = items;
        Missing = missing;
        var writer = new CacheWriter(256 + items.Count * 160);
        writer.WriteText(Format);
        writer.WriteText(target);
        Write(items, writer);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(writer.Written, hash);
        Key = ContentHash.ToText(hash);
    }

    public string Key { get; }

    public IReadOnlyList<InputItem> Items { get; }

    /// <summary>Input files that are declared by name and aren't there.</summary>
    public IReadOnlyList<string> Missing { get; }

    public static void Write(IReadOnlyList<InputItem> items, CacheWriter writer)
    {
        writer.WriteInt32(items.Count);
        foreach (var item in items)
        {
            writer.WriteByte((byte)item.Kind);
            writer.WriteText(item.Name);
            writer.WriteText(item.Fingerprint);
        }
    }

    public static IReadOnlyList<InputItem> Read(CacheReader reader)
    {
        var items = new InputItem[reader.ReadCount()];
        for (var i = 0; i < items.Length; i++)
            items[i] = new InputItem((InputKind)reader.ReadByte(), reader.ReadText(), reader.ReadTextOrNull());
        return items;
    }
}
