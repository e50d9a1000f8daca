using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Engine.Caching;

/// <summary>Reads what <see cref="CacheWriter"/> wrote. Content that ends too early is an <see cref="InvalidDataException"/>.</summary>
internal sealed class CacheReader(ReadOnlyMemory<byte> content)
{
    private ReadOnlyMemory<byte> _rest = content;

    public ReadOnlyMemory<byte> Rest => _rest;

    public byte ReadByte() => Take(1)[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public byte[] ReadHash() => Take(32).ToArray();

    /// <summary>The number of items that follow.</summary>
    public int ReadCount()
    {
        var count = ReadInt32();
        return count >= 0 && count <= _rest.Length ? count : throw Truncated();
    }

    public string ReadText() => ReadTextOrNull() ?? throw Truncated();

    public string? ReadTextOrNull()
    {
        var length = ReadInt32();
        return length == -1 ? null : Encoding.UTF8.GetString(Take(length));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw Truncated();
        var taken = _rest.Span[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Truncated() => new("The content ends too early.");
}
