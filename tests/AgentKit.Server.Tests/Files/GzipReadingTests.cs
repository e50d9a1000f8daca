using System.Diagnostics;
using System.IO.Compression;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Tests.Files;

/// <summary>A gzip file is text to its last byte, in all its members.</summary>
[Trait("Speed", "Slow")]
public sealed class GzipReadingTests
{
    private static readonly byte[] s_text = SampleContent.Text(string.Concat(Enumerable.Range(0, 30_000).Select(x => $"{x},grün {x * 7919L % 10007}\n")));

    [Fact]
    public async Task Text_in_one_member_or_many_of_any_size_is_taken()
    {
        await InspectAsync(SampleContent.Gzip(s_text));
        await InspectAsync(SampleContent.Gzip(SampleContent.Csv));
        foreach (var size in new[] { 1, 7, 1000, 50_000 })
            await InspectAsync([.. s_text.Take(size * 2000).Chunk(size).SelectMany(x => SampleContent.Gzip(x))]);
        // What doesn't compress fills the decompressor's chunks to their borders.
        for (var length = 8170; length < 8200; length++)
            await InspectAsync([.. Stored(s_text[..length]), .. SampleContent.Gzip(SampleContent.Csv)]);
    }

    [Fact]
    public async Task What_the_program_gzip_writes_is_taken()
    {
        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-9", "--name", "-c"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var written = new MemoryStream();
        var reading = gzip.StandardOutput.BaseStream.CopyToAsync(written);
        await gzip.StandardInput.BaseStream.WriteAsync(s_text);
        gzip.StandardInput.Close();
        await reading;

        await InspectAsync(written.ToArray());
        // Each field of a header: extra bytes, a name, a comment, a checksum.
        byte[] plain = SampleContent.Gzip(SampleContent.Csv);
        await InspectAsync([0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, .. "a.csv\0"u8, .. "a comment\0"u8, 1, 2, .. plain[10..]]);
    }

    [Fact]
    public async Task Something_else_in_a_later_member_is_refused()
    {
        foreach (var other in new[] { SampleContent.Exe, SampleContent.Png, SampleContent.Elf, [0xFF, 0xFE, 0xFD] })
        {
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync([.. SampleContent.Gzip(s_text), .. SampleContent.Gzip(other)])).Reason);
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync(SampleContent.Gzip([.. s_text, .. other]))).Reason);
        }
    }

    [Fact]
    public async Task Something_behind_the_last_member_is_refused_however_little()
    {
        foreach (var trailing in new byte[][] { [0], [0x1F], [0x1F, 0x8B], SampleContent.Exe, SampleContent.Text("<script>"), SampleContent.Noise(100_000) })
        {
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync([.. SampleContent.Gzip(s_text), .. trailing])).Reason);
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync([.. SampleContent.Gzip(SampleContent.Csv), .. trailing])).Reason);
        }
    }

    [Fact]
    public async Task A_file_that_is_cut_short_or_has_a_wrong_checksum_is_refused()
    {
        var sound = SampleContent.Gzip(s_text);
        foreach (var length in new[] { 1, 5, 10, 11, 1000, sound.Length - 9, sound.Length - 8, sound.Length - 1 })
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync(sound[..length])).Reason);
        for (var back = 1; back <= 8; back++)
        {
            var wrong = sound.ToArray();
            wrong[^back] ^= 1;
            Assert.Equal(RefusalReason.Malformed, (await RefusedAsync(wrong)).Reason);
        }
    }

    [Fact]
    public async Task Members_without_end_and_members_that_expand_to_too_much_together_are_refused()
    {
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var small = SampleContent.Gzip(new byte[100_000].Select(_ => (byte)'a').ToArray());

        Assert.Equal(RefusalReason.ArchiveBomb, (await RefusedAsync([.. SampleContent.Gzip(SampleContent.Csv), .. Enumerable.Repeat(empty, 100_001).SelectMany(x => x)])).Reason);
        Assert.Equal(RefusalReason.ArchiveBomb, (await RefusedAsync([.. Enumerable.Repeat(small, 20).SelectMany(x => x)])).Reason);
    }

    private static byte[] Stored(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(content);
        return buffer.ToArray();
    }

    private static Task InspectAsync(byte[] gzip) => GzipInspector.InspectAsync(new ContentInMemory(gzip, gzip.Length), new ArchiveLimits(), CancellationToken.None);

    private static async Task<Refusal> RefusedAsync(byte[] gzip) => (await Assert.ThrowsAsync<ContentRefusedException>(() => InspectAsync(gzip))).Refusal;
}
