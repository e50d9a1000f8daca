using System.Text;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Tests.Files;

public sealed class InspectingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Text_is_the_same_in_chunks_of_any_size(int size)
    {
        var good = Encoding.UTF8.GetBytes("Grüße, 世界 und 🎉\r\n\tEnde");
        byte[] bad = [.. good, 0xF0, 0x9F, 0x8E];

        Assert.Null(Run(new TextCheck(), good, size));
        Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), bad, size)?.Reason);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Text_in_UTF16_is_looked_at_behind_its_mark(int size)
    {
        foreach (var encoding in new Encoding[] { new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] good = [.. encoding.GetPreamble(), .. encoding.GetBytes("Grüße, 世界 und 🎉\r\n\tEnde")];

            Assert.Null(Run(new TextCheck(), good, size));
            Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), [.. good, .. encoding.GetBytes("\0")], size)?.Reason);
            Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), [.. good, .. encoding.GetBytes("\uFFFE")], size)?.Reason);
            Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), [.. good, 65], size)?.Reason);
            Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), [.. good, .. encoding.GetBytes("🎉")[..2], .. encoding.GetBytes("a")], size)?.Reason);
            Assert.Equal(RefusalReason.Malformed, Run(new TextCheck(), [.. encoding.GetPreamble(), .. SampleContent.Elf], size)?.Reason);
        }
    }

    [Theory]
    [InlineData("<script")]
    [InlineData("<?PHP")]
    [InlineData("__HALT_COMPILER")]
    [InlineData("<!DocType html")]
    public void Markup_in_an_image_is_found_wherever_a_chunk_ends(string mark)
    {
        byte[] content = [.. SampleContent.Noise(1000, 3).Select(x => (byte)(x | 0x80)), .. Encoding.ASCII.GetBytes(mark), .. SampleContent.Noise(100, 4)];

        foreach (var size in Enumerable.Range(1, 64).Append(1_000_000))
            Assert.Equal(RefusalReason.Polyglot, Run(new EmbeddedMarkupCheck(), content, size)?.Reason);
    }

    [Fact]
    public void An_archive_behind_an_image_is_found_with_and_without_a_known_size()
    {
        byte[] content = [.. SampleContent.Noise(200_000), .. SampleContent.Zip(("a", [1]))];

        foreach (var size in new[] { 1, 1000, 65_557, 200_000, 1_000_000 })
        {
            Assert.Equal(RefusalReason.Polyglot, Run(new AppendedArchiveCheck(content.Length), content, size)?.Reason);
            Assert.Equal(RefusalReason.Polyglot, Run(new AppendedArchiveCheck(null), content, size)?.Reason);
        }

        Assert.Null(Run(new AppendedArchiveCheck(null), SampleContent.Noise(300_000), 5000));
    }

    [Fact]
    public async Task Zip64_and_data_descriptors_are_read()
    {
        using var buffer = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(new Unseekable(buffer), System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 70_000; i++)
            {
                await using var entry = await archive.CreateEntry($"{i}").OpenAsync();
                if (i < 3)
                    await entry.WriteAsync(SampleContent.Csv);
            }
        }

        var kind = await ZipInspector.InspectAsync(new ContentInMemory(buffer.ToArray(), (int)buffer.Length), new ArchiveLimits { MaxEntries = 100_000 }, CancellationToken.None);

        Assert.Equal(FileKind.Zip, kind);
    }

    [Theory]
    [InlineData("word/document.xml", "Docx")]
    [InlineData("xl/workbook.xml", "Xlsx")]
    [InlineData("ppt/presentation.xml", "Pptx")]
    [InlineData("other.xml", "Zip")]
    public async Task An_office_document_is_known_by_its_parts(string part, string kind)
    {
        var zip = SampleContent.Zip(("[Content_Types].xml", [65]), (part, [65]), ("ppt/embeddings/sheet.xlsx", SampleContent.Docx));

        Assert.Equal(kind, (await ZipInspector.InspectAsync(new ContentInMemory(zip, zip.Length), new ArchiveLimits(), CancellationToken.None)).ToString());
    }

    [Fact]
    public async Task Whatever_is_wrong_with_an_archive_inspection_ends_with_a_kind_or_a_refusal()
    {
        var random = new Random(20261123);
        var sound = SampleContent.Zip(("a.txt", SampleContent.Csv), ("b.txt", SampleContent.Noise(300)), ("c.zip", SampleContent.Docx));
        var refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            var zip = sound.ToArray();
            for (var change = 0; change < 1 + (round % 4); change++)
                zip[random.Next(zip.Length)] = (byte)random.Next(256);
            try
            {
                await ZipInspector.InspectAsync(new ContentInMemory(zip, zip.Length), new ArchiveLimits(), CancellationToken.None);
            }
            catch (ContentRefusedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 3000);
    }

    [Fact]
    public void Whatever_the_first_bytes_are_sniffing_ends_with_a_kind_or_a_refusal()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 3000; round++)
        {
            var head = new byte[random.Next(1, 300)];
            random.NextBytes(head);
            byte[] start = (round % 6) switch { 0 => SampleContent.Png, 1 => SampleContent.Svg, 2 => SampleContent.Docx, 3 => [0xFF, 0xFE], 4 => SampleContent.Text("{\""), _ => [] };
            start.AsSpan(0, Math.Min(start.Length, Math.Min(head.Length, round % 20))).CopyTo(head);

            var sniffed = ContentSniffer.Sniff(head, FileHints.None);

            Assert.True(sniffed.Kind is null == sniffed.Refusal is not null, Convert.ToHexString(head));
        }
    }

    private static Refusal? Run(IContentCheck check, byte[] content, int size)
    {
        foreach (var chunk in content.Chunk(size))
        {
            if (check.Append(chunk) is { } refusal)
                return refusal;
        }

        return check.Complete();
    }

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
