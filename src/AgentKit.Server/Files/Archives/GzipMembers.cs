using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Archives;

/// <summary>
/// What a gzip file (RFC 1952) expands to: all its members, as every reader of it sees them, each up to its checksum. The runtime's own reader ends
/// without a word where something else follows a member, or where the file is cut.
/// </summary>
internal static class GzipMembers
{
    /// <summary>Each takes a decompressor of its own. Files that were joined have some thousands.</summary>
    private const int MostMembers = 100_000;

    private const int LongestText = 4096;

    /// <summary>The expanded bytes, piece by piece; a piece holds until the next is asked for.</summary>
    /// <exception cref="ContentRefusedException">It is damaged, or something else follows.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ExpandAsync(Stream packed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var input = new GzipInput(packed);
        var buffer = new byte[64 * 1024];
        for (var members = 1; await ReadHeaderAsync(input, isFirst: members == 1, cancellationToken); members++)
        {
            if (members > MostMembers)
                throw new ContentRefusedException(new Refusal(RefusalReason.ArchiveBomb, $"The gzip file has more than {MostMembers} members."));
            var (checksum, length) = (new Crc32(), 0u);
            await using (var deflated = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true))
            {
                for (int read; (read = await deflated.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    checksum.Append(buffer.AsSpan(0, read));
                    length += (uint)read;
                    yield return buffer.AsMemory(0, read);
                }
            }

            var trailer = new byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), length);
            if (!await input.GoOnBehindAsync(trailer, cancellationToken))
                throw Malformed("The gzip file is damaged, or cut short.");
        }
    }

    /// <summary>False at the file's end.</summary>
    private static async Task<bool> ReadHeaderAsync(GzipInput input, bool isFirst, CancellationToken cancellationToken)
    {
        if (await input.ReadByteAsync(cancellationToken) is not { } first)
            return isFirst ? throw Malformed("The gzip file is empty.") : false;
        var (second, method, flags) = (await NextAsync(), await NextAsync(), await NextAsync());
        if ((first, second, method) != (0x1F, 0x8B, 8) || (flags & 0xE0) != 0)
            throw Malformed("The gzip file has something else behind its content.");
        await SkipAsync(6);
        if ((flags & 4) != 0)
            await SkipAsync(await NextAsync() | (await NextAsync() << 8));
        if ((flags & 8) != 0)
            await SkipTextAsync();
        if ((flags & 16) != 0)
            await SkipTextAsync();
        await SkipAsync(flags & 2);
        return true;

        async ValueTask<byte> NextAsync() => await input.ReadByteAsync(cancellationToken) ?? throw Malformed("The gzip file is damaged, or cut short.");

        async ValueTask SkipAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await NextAsync();
        }

        async ValueTask SkipTextAsync()
        {
            for (var i = 0; await NextAsync() != 0; i++)
            {
                if (i == LongestText)
                    throw Malformed("The gzip file has a name or a comment without an end.");
            }
        }
    }

    private static ContentRefusedException Malformed(string detail) => new(new Refusal(RefusalReason.Malformed, detail));
}
