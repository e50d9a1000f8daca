using System.Buffers.Binary;
using System.Text;

namespace AgentKit.Server.Files.Archives;

/// <summary>The extra fields of an entry, in the directory or in front of its content (APPNOTE 4.5).</summary>
internal static class ZipExtra
{
    private const int Zip64 = 1, UnicodePath = 0x7075;

    /// <summary>The large numbers, in this order, of those that are all ones in the header (4.5.3).</summary>
    public static void ReadLarge(ReadOnlySpan<byte> extra, ref long expanded, ref long packed, ref long offset)
    {
        var field = Find(extra, Zip64);
        Take(ref field, ref expanded);
        Take(ref field, ref packed);
        Take(ref field, ref offset);

        static void Take(ref ReadOnlySpan<byte> field, ref long number)
        {
            if (number != uint.MaxValue || field.Length < 8)
                return;
            number = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    /// <summary>The name that readers which know the field take instead of the header's (4.6.9); null for none.</summary>
    public static string? ReadName(ReadOnlySpan<byte> extra) => Find(extra, UnicodePath) is { Length: > 5 } field ? Encoding.UTF8.GetString(field[5..]) : null;

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> extra, int wanted)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (4 + size > extra.Length)
                return [];
            if (id == wanted)
                return extra.Slice(4, size);
            extra = extra[(4 + size)..];
        }

        return [];
    }
}
