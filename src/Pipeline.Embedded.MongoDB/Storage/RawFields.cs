using System.Buffers.Binary;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Looks into BSON without decoding it. Most entries of the oplog are not a stream's business, and a look tells.</summary>
/// <remarks>Source: https://bsonspec.org/spec.html.</remarks>
internal ref struct RawFields(ReadOnlySpan<byte> document)
{
    private ReadOnlySpan<byte> _rest = document[4..];

    public BsonType Type { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value's bytes, its length included where it has one.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Type, name and value.</summary>
    public ReadOnlySpan<byte> Element { get; private set; }

    /// <summary>A string's characters, without length and end.</summary>
    public readonly ReadOnlySpan<byte> Text => Type == BsonType.String ? Value[4..^1] : default;

    public bool MoveNext()
    {
        if (_rest.Length == 0 || _rest[0] == 0)
            return false;

        var start = _rest;
        Type = (BsonType)_rest[0];
        Name = _rest.Slice(1, _rest[1..].IndexOf((byte)0));
        _rest = _rest[(Name.Length + 2)..];
        Value = _rest[..Length(Type, _rest)];
        _rest = _rest[Value.Length..];
        Element = start[..^_rest.Length];
        return true;
    }

    public bool MoveTo(ReadOnlySpan<byte> name)
    {
        while (MoveNext())
        {
            if (Name.SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static int Length(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.Double or BsonType.DateTime or BsonType.Timestamp or BsonType.Int64 => 8,
        BsonType.String or BsonType.JavaScript or BsonType.Symbol => 4 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Document or BsonType.Array or BsonType.JavaScriptWithScope => BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Binary => 5 + BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.ObjectId => 12,
        BsonType.Boolean => 1,
        BsonType.Int32 => 4,
        BsonType.Decimal128 => 16,
        BsonType.RegularExpression => TextEnd(value, TextEnd(value, 0)),
        (BsonType)0x0C => 4 + BinaryPrimitives.ReadInt32LittleEndian(value) + 12,
        _ => 0,
    };

    private static int TextEnd(ReadOnlySpan<byte> value, int from) => from + value[from..].IndexOf((byte)0) + 1;
}
