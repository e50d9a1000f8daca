using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>
/// Writes BSON values as bytes that sort as MongoDB sorts the values, so that an index compares memory. Values that are equal in that
/// order (1, 1.0 and NumberDecimal("1")) have the same bytes.
/// </summary>
internal ref struct KeyWriter
{
    private const byte End = 0;
    private const byte Escape = 1;
    private Span<byte> _buffer;
    private int _length;
    private readonly Collation? _collation;

    public KeyWriter(Span<byte> scratch, Collation? collation)
    {
        _buffer = scratch;
        _collation = collation;
    }

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public readonly byte[] ToArray() => Written.ToArray();

    public void Clear() => _length = 0;

    public void Write(BsonValue value, bool descending)
    {
        var start = _length;
        WriteTyped(value);
        if (descending)
        {
            foreach (ref var x in _buffer[start.._length])
                x = (byte)~x;
        }
    }

    /// <summary>A byte that sorts after (0xFF) or before (0) whatever value may stand at this place.</summary>
    public void WriteBoundary(byte boundary) => Append(boundary);

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer[_length..]);
        _length += bytes.Length;
    }

    public void WriteRecordId(long recordId)
    {
        Reserve(8);
        BinaryPrimitives.WriteInt64BigEndian(_buffer[_length..], recordId);
        _length += 8;
    }

    private void WriteTyped(BsonValue value)
    {
        Append(KeyTypes.Of(value));
        WritePayload(value);
    }

    private void WritePayload(BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Double:
            case BsonType.Int32:
            case BsonType.Int64:
            case BsonType.Decimal128:
                NumberKey.Write(ref this, value);
                break;
            case BsonType.String:
                WriteString(value.AsString);
                break;
            case BsonType.Symbol:
                WriteString(value.AsBsonSymbol.Name);
                break;
            case BsonType.Document:
                WriteDocument(value.AsBsonDocument);
                break;
            case BsonType.Array:
                foreach (var item in value.AsBsonArray)
                    WriteTyped(item);
                Append(End);
                break;
            case BsonType.Binary:
                WriteBinary(value.AsBsonBinaryData);
                break;
            case BsonType.ObjectId:
                WriteRaw(value.AsObjectId.ToByteArray());
                break;
            case BsonType.Boolean:
                Append(value.AsBoolean ? (byte)2 : (byte)1);
                break;
            case BsonType.DateTime:
                WriteSigned(value.AsBsonDateTime.MillisecondsSinceEpoch);
                break;
            case BsonType.Timestamp:
                WriteUnsigned((ulong)value.AsBsonTimestamp.Value);
                break;
            case BsonType.RegularExpression:
                WriteText(value.AsBsonRegularExpression.Pattern);
                WriteText(value.AsBsonRegularExpression.Options);
                break;
            case BsonType.JavaScript:
                WriteText(value.AsBsonJavaScript.Code);
                break;
            case BsonType.JavaScriptWithScope:
                WriteText(value.AsBsonJavaScriptWithScope.Code);
                WriteDocument(value.AsBsonJavaScriptWithScope.Scope);
                break;
        }
    }

    private void WriteString(string value)
    {
        if (_collation is null)
            WriteText(value);
        else
            WriteEscaped(_collation.SortKey(value));
    }

    /// <summary>In the order in which MongoDB compares documents: the type of a value, the name, then the value.</summary>
    private void WriteDocument(BsonDocument document)
    {
        foreach (var element in document)
        {
            Append(KeyTypes.Of(element.Value));
            WriteText(element.Name);
            WritePayload(element.Value);
        }

        Append(End);
    }

    private void WriteBinary(BsonBinaryData binary)
    {
        Reserve(5);
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_length..], binary.Bytes.Length);
        _length += 4;
        Append((byte)binary.SubType);
        WriteRaw(binary.Bytes);
    }

    private void WriteText(string value)
    {
        if (value.AsSpan().IndexOfAny('\0', (char)Escape) >= 0)
        {
            WriteEscaped(Encoding.UTF8.GetBytes(value));
            return;
        }

        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length) + 1);
        _length += Encoding.UTF8.GetBytes(value, _buffer[_length..]);
        Append(End);
    }

    /// <summary>0 and 1 inside become 1 1 and 1 2: so the zero at the end is the only one, and no string's bytes begin another's.</summary>
    private void WriteEscaped(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length + 1);
        foreach (var x in bytes)
        {
            if (x <= Escape)
            {
                Append(Escape);
                Append((byte)(x + 1));
            }
            else
            {
                Append(x);
            }
        }

        Append(End);
    }

    public void WriteSigned(long value) => WriteUnsigned((ulong)value ^ 0x8000_0000_0000_0000);

    public void WriteUnsigned(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64BigEndian(_buffer[_length..], value);
        _length += 8;
    }

    public void Append(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_length + count <= _buffer.Length)
            return;

        var larger = new byte[Math.Max(_buffer.Length * 2, _length + count)];
        Written.CopyTo(larger);
        _buffer = larger;
    }
}
