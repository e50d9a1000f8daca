using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>Writes the parts of a resume token as bytes that sort as the values do.</summary>
internal sealed class TokenWriter
{
    public const byte Null = 0x14;
    public const byte Zero = 0x29;
    public const byte Text = 0x3C;
    public const byte Document = 0x46;
    public const byte Binary = 0x5A;
    public const byte Id = 0x64;
    public const byte No = 0x6E;
    public const byte Yes = 0x6F;
    public const byte Time = 0x82;
    private const byte End = 4;
    private readonly ArrayBufferWriter<byte> _bytes = new(128);

    public void WriteTime(ulong time)
    {
        Write(Time);
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.GetSpan(8), time);
        _bytes.Advance(8);
    }

    /// <summary>A number from 0: how many bytes it has, then those bytes.</summary>
    public void WriteNumber(int number)
    {
        var doubled = (long)number << 1;
        var length = (64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)doubled) + 7) / 8;
        Write(length == 0 ? Zero : (byte)(Zero + 1 + length));
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, doubled);
        _bytes.Write(bytes[(8 - length)..]);
    }

    public void WriteBoolean(bool value) => Write(value ? Yes : No);

    public void WriteUuid(Guid? uuid)
    {
        if (uuid is not { } given)
        {
            Write(Null);
            return;
        }

        Write(Binary);
        Write(16);
        Write((byte)BsonBinarySubType.UuidStandard);
        given.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out _);
        _bytes.Advance(16);
    }

    /// <summary><c>{operationType: …, documentKey: …}</c>, or the description of what was done.</summary>
    public void WriteIdentifier(string type, BsonElement? detail)
    {
        Write(Document);
        Write(Text);
        WriteText("operationType");
        WriteText(type);
        if (detail is { } element)
        {
            Write(Document);
            WriteText(element.Name);
            foreach (var field in element.Value.AsBsonDocument)
                WriteField(field);
            Write(0);
        }

        Write(0);
    }

    public override string ToString() => Convert.ToHexString(_bytes.WrittenSpan) + End.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);

    private void WriteField(BsonElement field)
    {
        switch (field.Value)
        {
            case BsonObjectId id:
                Write(Id);
                WriteText(field.Name);
                _bytes.Write(id.Value.ToByteArray());
                break;
            case BsonString text:
                Write(Text);
                WriteText(field.Name);
                WriteText(text.Value);
                break;
            default:
                var key = new KeyWriter(stackalloc byte[128], null);
                key.Write(field.Value, descending: false);
                Write(Binary);
                WriteText(field.Name);
                _bytes.Write(key.Written);
                break;
        }
    }

    private void WriteText(string value)
    {
        _bytes.Write(Encoding.UTF8.GetBytes(value));
        Write(0);
    }

    private void Write(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
