using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Puts a document together from parts that are encoded already, which are copied as they are.</summary>
/// <remarks>Source: https://bsonspec.org/spec.html.</remarks>
internal sealed class DocumentComposer(int capacity)
{
    private const int HeadBytes = sizeof(int);
    private byte[] _buffer = new byte[capacity];
    private int _length = HeadBytes;

    /// <summary>To compose another.</summary>
    public void Clear() => _length = HeadBytes;

    public void Text(ReadOnlySpan<byte> name, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        var target = Value(BsonType.String, name, sizeof(int) + bytes + 1);
        BinaryPrimitives.WriteInt32LittleEndian(target, bytes + 1);
        Encoding.UTF8.GetBytes(value, target[sizeof(int)..]);
        target[^1] = 0;
    }

    public void Document(ReadOnlySpan<byte> name, ReadOnlySpan<byte> document) => document.CopyTo(Value(BsonType.Document, name, document.Length));

    public void Array(ReadOnlySpan<byte> name, IReadOnlyList<byte[]> documents)
    {
        var items = new DocumentComposer(documents.Sum(x => x.Length + 16) + 16);
        Span<byte> position = stackalloc byte[11];
        for (var i = 0; i < documents.Count; i++)
        {
            i.TryFormat(position, out var digits, provider: System.Globalization.CultureInfo.InvariantCulture);
            items.Document(position[..digits], documents[i]);
        }

        var array = items.ToArray();
        array.CopyTo(Value(BsonType.Array, name, array.Length));
    }

    public void Uuid(ReadOnlySpan<byte> name, Guid value)
    {
        const int UuidBytes = 16;
        var target = Value(BsonType.Binary, name, sizeof(int) + 1 + UuidBytes);
        BinaryPrimitives.WriteInt32LittleEndian(target, UuidBytes);
        target[sizeof(int)] = (byte)BsonBinarySubType.UuidStandard;
        value.TryWriteBytes(target[(sizeof(int) + 1)..], bigEndian: true, out _);
    }

    public void Int32(ReadOnlySpan<byte> name, int value) => BinaryPrimitives.WriteInt32LittleEndian(Value(BsonType.Int32, name, sizeof(int)), value);

    public void Int64(ReadOnlySpan<byte> name, long value) => Long(BsonType.Int64, name, value);

    public void Timestamp(ReadOnlySpan<byte> name, ulong value) => Long(BsonType.Timestamp, name, (long)value);

    public void Date(ReadOnlySpan<byte> name, DateTime value) => Long(BsonType.DateTime, name, new BsonDateTime(value).MillisecondsSinceEpoch);

    public void True(ReadOnlySpan<byte> name) => Value(BsonType.Boolean, name, 1)[0] = 1;

    /// <summary>An element as it stands in another document: type, name and value.</summary>
    public void Element(ReadOnlySpan<byte> element)
    {
        Reserve(element.Length);
        element.CopyTo(_buffer.AsSpan(_length));
        _length += element.Length;
    }

    public byte[] ToArray()
    {
        var document = new byte[_length + 1];
        _buffer.AsSpan(0, _length).CopyTo(document);
        BinaryPrimitives.WriteInt32LittleEndian(document, document.Length);
        return document;
    }

    private void Long(BsonType type, ReadOnlySpan<byte> name, long value) => BinaryPrimitives.WriteInt64LittleEndian(Value(type, name, sizeof(long)), value);

    private Span<byte> Value(BsonType type, ReadOnlySpan<byte> name, int length)
    {
        Reserve(1 + name.Length + 1 + length);
        _buffer[_length++] = (byte)type;
        name.CopyTo(_buffer.AsSpan(_length));
        _length += name.Length;
        _buffer[_length++] = 0;
        var value = _buffer.AsSpan(_length, length);
        _length += length;
        return value;
    }

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
            System.Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
    }
}
