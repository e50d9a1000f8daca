using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Engine.Caching;

/// <summary>Writes the cache's compact binary forms. Every value is of fixed size or carries its length, so no two different contents look alike.</summary>
internal sealed class CacheWriter(int capacity = 4096)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void WriteHash(ReadOnlySpan<byte> hash) => hash.CopyTo(Reserve(hash.Length));

    /// <summary>A string, or null, which is not the same as an empty one.</summary>
    public void WriteText(string? text)
    {
        if (text is null)
            WriteInt32(-1);
        else
            WriteText(text.AsSpan());
    }

    public void WriteText(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteInt32(length);
        Encoding.UTF8.GetBytes(text, Reserve(length));
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
