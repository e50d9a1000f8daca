using System.Buffers.Binary;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>Reads what <see cref="TokenWriter"/> wrote.</summary>
internal ref struct TokenReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public ulong ReadTime()
    {
        if (Take(1)[0] != TokenWriter.Time)
            throw Malformed();
        return BinaryPrimitives.ReadUInt64BigEndian(Take(8));
    }

    public int ReadNumber()
    {
        var kind = Take(1)[0];
        if (kind == TokenWriter.Zero)
            return 0;
        var length = kind - TokenWriter.Zero - 1;
        if (length is < 1 or > 5)
            throw Malformed();
        var doubled = 0L;
        foreach (var x in Take(length))
            doubled = doubled << 8 | x;
        return (int)(doubled >> 1);
    }

    public bool ReadBoolean() => Take(1)[0] switch
    {
        TokenWriter.No => false,
        TokenWriter.Yes => true,
        _ => throw Malformed(),
    };

    public Guid? ReadUuid()
    {
        if (_rest.Length < 19 || _rest[0] != TokenWriter.Binary)
            return null;
        return new Guid(Take(19)[3..], bigEndian: true);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
            throw Malformed();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static CommandException Malformed() => new(ServerError.InvalidResumeToken, "Invalid resume token: its _data is not what a change stream gave");
}
