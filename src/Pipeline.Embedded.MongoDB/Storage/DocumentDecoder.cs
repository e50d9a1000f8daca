using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Reads a document's values from its bytes. Fields may have one name twice.</summary>
/// <remarks>Source: https://bsonspec.org/spec.html.</remarks>
internal ref struct DocumentDecoder(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 250;
    private const byte DatabasePointer = 0x0C;
    private const byte OldBinary = 2;
    private static readonly UTF8Encoding s_text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private int _depth;

    /// <exception cref="FormatException">The bytes are not a document, or nested too deeply.</exception>
    public BsonDocument ReadDocument()
    {
        var end = Begin();
        var document = new BsonDocument(allowDuplicateNames: true);
        while (NextType(end) is { } type)
        {
            var name = ReadName();
            document.Add(name, ReadValue(type));
        }

        return document;
    }

    private BsonArray ReadArray()
    {
        var end = Begin();
        var array = new BsonArray();
        while (NextType(end) is { } type)
        {
            Take(NameLength() + 1);
            array.Add(ReadValue(type));
        }

        return array;
    }

    /// <returns>Where the document ends.</returns>
    private int Begin()
    {
        var start = _position;
        var length = ReadInt32();
        if (length < 5 || length > _bytes.Length - start || _bytes[start + length - 1] != 0)
            throw new FormatException($"A document of {length} bytes doesn't fit where it stands.");
        if (++_depth > MaxDepth)
            throw new FormatException($"Documents nested more than {MaxDepth} deep.");
        return start + length;
    }

    /// <returns>The type of the next element, or <see langword="null"/> at the document's end.</returns>
    private BsonType? NextType(int end)
    {
        var type = Take(1)[0];
        if (type != 0)
            return (BsonType)type;
        if (_position != end)
            throw new FormatException($"A document ends at byte {_position}, and should at {end}.");
        _depth--;
        return null;
    }

    private BsonValue ReadValue(BsonType type) => type switch
    {
        BsonType.Double => new BsonDouble(BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)))),
        BsonType.String => new BsonString(ReadString()),
        BsonType.Document => ReadDocument(),
        BsonType.Array => ReadArray(),
        BsonType.Binary => ReadBinary(),
        BsonType.Undefined => BsonUndefined.Value,
        BsonType.ObjectId => new BsonObjectId(new ObjectId(Take(12).ToArray())),
        BsonType.Boolean => Take(1)[0] != 0 ? BsonBoolean.True : BsonBoolean.False,
        BsonType.DateTime => new BsonDateTime(ReadInt64()),
        BsonType.Null => BsonNull.Value,
        BsonType.RegularExpression => new BsonRegularExpression(ReadName(), ReadName()),
        BsonType.JavaScript => new BsonJavaScript(ReadString()),
        BsonType.Symbol => BsonSymbol.Create(ReadString()),
        BsonType.JavaScriptWithScope => ReadScoped(),
        BsonType.Int32 => BsonInt32.Create(ReadInt32()),
        BsonType.Timestamp => new BsonTimestamp(ReadInt64()),
        BsonType.Int64 => new BsonInt64(ReadInt64()),
        BsonType.Decimal128 => ReadDecimal(),
        BsonType.MinKey => BsonMinKey.Value,
        BsonType.MaxKey => BsonMaxKey.Value,
        (BsonType)DatabasePointer => throw new FormatException("Values of the type DBPointer are not supported: it is deprecated since MongoDB 1.8."),
        _ => throw new FormatException($"Unknown BSON type {(int)type:X}."),
    };

    private BsonBinaryData ReadBinary()
    {
        var length = ReadInt32();
        var subType = (BsonBinarySubType)Take(1)[0];
        // Of the old kind there is a second length.
        if ((byte)subType == OldBinary)
            length = ReadInt32();
        return new BsonBinaryData(Take(length).ToArray(), subType);
    }

    private BsonJavaScriptWithScope ReadScoped()
    {
        ReadInt32();
        return new BsonJavaScriptWithScope(ReadString(), ReadDocument());
    }

    private BsonDecimal128 ReadDecimal()
    {
        var low = (ulong)ReadInt64();
        return new BsonDecimal128(Decimal128.FromIEEEBits((ulong)ReadInt64(), low));
    }

    private string ReadName()
    {
        var name = s_text.GetString(_bytes.Slice(_position, NameLength()));
        _position += NameLength() + 1;
        return name;
    }

    private readonly int NameLength() => _bytes[_position..].IndexOf((byte)0) is >= 0 and var length ? length : throw new FormatException("A name without an end.");

    private string ReadString()
    {
        var length = ReadInt32();
        var text = Take(length);
        if (text.IsEmpty || text[^1] != 0)
            throw new FormatException("A string without an end.");
        return s_text.GetString(text[..^1]);
    }

    private int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - _position)
            throw new FormatException($"{count} bytes at byte {_position} are more than there are.");
        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }
}
