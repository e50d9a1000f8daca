namespace AgentKit.Server.Files.Archives;

/// <summary>The checksum of gzip and ZIP (RFC 1952, 8), a table of one byte at a time.</summary>
internal struct Crc32()
{
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    private uint _inverted = uint.MaxValue;

    /// <summary>Over all that was appended.</summary>
    public readonly uint Value => ~_inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var remainder = _inverted;
        foreach (var next in bytes)
            remainder = s_table[(byte)(remainder ^ next)] ^ (remainder >> 8);
        _inverted = remainder;
    }

    private static uint Remainder(int index)
    {
        var remainder = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ 0xEDB88320;
        return remainder;
    }
}
