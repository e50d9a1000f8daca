using System.Globalization;
using System.Text;

namespace Pipeline.Containers.Tar;

/// <summary>
/// Writes a POSIX tar (ustar; pax records only where a name or size doesn't fit), with owner 0:0.
/// Ours and not System.Formats.Tar, because a layer's digest must not change with the runtime's version or the operating system.
/// </summary>
internal sealed class TarStreamWriter(Stream output)
{
    private const int BlockSize = 512;
    private const long LargestOctalSize = 0x1_FFFF_FFFF; // 11 octal digits

    private static readonly byte[] Zeros = new byte[BlockSize];

    public async Task WriteAsync(TarEntry entry, Stream? content, CancellationToken cancellationToken)
    {
        await WriteHeaderAsync(entry, cancellationToken);
        if (content is null)
            return;

        var written = await CopyAsync(content, entry.Size, cancellationToken);
        if (written != entry.Size)
            throw new IOException($"'{entry.Name}' changed while it was read: {written} bytes instead of {entry.Size}.");

        await WritePaddingAsync(written, cancellationToken);
    }

    /// <summary>What stands before an entry's content.</summary>
    public async Task WriteHeaderAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var records = PaxRecords(entry);
        if (records.Length > 0)
        {
            await output.WriteAsync(Header("pax_header", 'x', 0x1A4, records.Length, entry.UnixTime, ""), cancellationToken);
            await output.WriteAsync(records, cancellationToken);
            await WritePaddingAsync(records.Length, cancellationToken);
        }

        await output.WriteAsync(Header(entry.Name, (char)entry.Kind, entry.Mode, entry.Size, entry.UnixTime, entry.LinkTarget), cancellationToken);
    }

    /// <summary>What stands after a content of so many bytes.</summary>
    public ValueTask WritePaddingAsync(long length, CancellationToken cancellationToken) =>
        output.WriteAsync(Zeros.AsMemory(0, (int)((BlockSize - length % BlockSize) % BlockSize)), cancellationToken);

    /// <summary>The two empty blocks that end a tar. Nothing more is padded: a blocking factor is tape's business.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(Zeros, cancellationToken);
        await output.WriteAsync(Zeros, cancellationToken);
    }

    private async Task<long> CopyAsync(Stream content, long expected, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        var total = 0L;
        int read;
        while (total <= expected && (read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, Math.Max(0, expected - total))), cancellationToken);
            total += read;
        }

        return total;
    }

    private static byte[] PaxRecords(TarEntry entry)
    {
        var records = new MemoryStream();
        if (!Fits(entry.Name, 100))
            Add("path", entry.Name);
        if (!Fits(entry.LinkTarget, 100))
            Add("linkpath", entry.LinkTarget);
        if (entry.Size > LargestOctalSize)
            Add("size", entry.Size.ToString(CultureInfo.InvariantCulture));
        return records.ToArray();

        static bool Fits(string text, int length) => Ascii.IsValid(text) && text.Length <= length;

        // A record is "LENGTH key=value\n", where LENGTH counts itself.
        void Add(string key, string value)
        {
            var rest = Encoding.UTF8.GetByteCount(value) + key.Length + 3;
            var length = rest + 1;
            while (length != rest + Digits(length))
                length = rest + Digits(length);
            records.Write(Encoding.UTF8.GetBytes($"{length.ToString(CultureInfo.InvariantCulture)} {key}={value}\n"));
        }

        static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static byte[] Header(string name, char type, int mode, long size, long unixTime, string linkTarget)
    {
        var header = new byte[BlockSize];
        Text(0, 100, name);
        Octal(100, 8, mode);
        Octal(108, 8, 0);
        Octal(116, 8, 0);
        Octal(124, 12, size > LargestOctalSize ? 0 : size);
        Octal(136, 12, Math.Max(0, unixTime));
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = (byte)type;
        Text(157, 100, linkTarget);
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        Octal(329, 8, 0);
        Octal(337, 8, 0);

        var checksum = 0;
        foreach (var value in header)
            checksum += value;
        Octal(148, 7, checksum);
        return header;

        // What doesn't fit stands in a pax record; here is what an old reader gets to see of it.
        void Text(int offset, int length, string text)
        {
            for (var i = 0; i < Math.Min(length, text.Length); i++)
                header[offset + i] = text[i] < 128 ? (byte)text[i] : (byte)'_';
        }

        void Octal(int offset, int length, long value)
        {
            for (var i = length - 2; i >= 0; i--, value >>= 3)
                header[offset + i] = (byte)('0' + (value & 7));
            header[offset + length - 1] = 0;
        }
    }
}
