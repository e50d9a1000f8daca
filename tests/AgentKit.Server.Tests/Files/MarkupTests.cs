using System.Text;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Tests.Files;

/// <summary>Markup is read in little memory, however it is made.</summary>
[Trait("Speed", "Slow")]
public sealed class MarkupTests
{
    private const int Huge = 64 * 1024 * 1024;

    private const string Svg = "<svg xmlns='http://www.w3.org/2000/svg'";

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "an attribute", "<a b='", "'/>" },
        { "an element's name", "<", "/>" },
        { "the name of its end", "<a></", ">" },
        { "a comment", "<a><!--", "--></a>" },
        { "a section", "<a><![CDATA[", "]]></a>" },
        { "an instruction", "<a><?b ", "?></a>" },
        { "a document type", "<!DOCTYPE a PUBLIC '", "' ''><a/>" },
        { "declarations", "<!DOCTYPE a [<!ENTITY b '", "'>]><a/>" },
        { "a reference", "<a>&", ";</a>" },
        { "spaces in a tag", "<a ", "/>" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_token_that_would_fill_the_memory_is_refused_long_before(string what, string before, string after)
    {
        var fill = what.StartsWith("spaces", StringComparison.Ordinal) ? (byte)' ' : (byte)'A';
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            var content = new FilledContent([.. encoding.GetPreamble(), .. encoding.GetBytes(before)], encoding.GetBytes([(char)fill]), Huge, encoding.GetBytes(after));

            var refused = await Assert.ThrowsAsync<ContentRefusedException>(() => MarkupInspector.InspectAsync(content, isDrawing: false, CancellationToken.None));

            Assert.Contains(refused.Refusal.Reason, new[] { RefusalReason.Malformed, RefusalReason.ActiveContent });
            Assert.InRange(content.ReadBytes, 1, 8 * 1024 * 1024);
        }
    }

    [Fact]
    public async Task A_text_is_a_token_in_a_drawing_and_not_in_a_feed()
    {
        var feed = new FilledContent("<a>"u8.ToArray(), "A"u8.ToArray(), Huge, "</a>"u8.ToArray());
        var drawing = new FilledContent(SampleContent.Text($"{Svg}><style>"), "A"u8.ToArray(), Huge, "</style></svg>"u8.ToArray());

        var before = GC.GetAllocatedBytesForCurrentThread();
        await MarkupInspector.InspectAsync(feed, isDrawing: false, CancellationToken.None);
        // The content is made on this thread, so nothing of the reading goes to another.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Huge / 2);
        await Assert.ThrowsAsync<ContentRefusedException>(() => MarkupInspector.InspectAsync(drawing, isDrawing: true, CancellationToken.None));
    }

    [Fact]
    public async Task Names_without_end_are_refused()
    {
        var content = SampleContent.Text($"<r>{string.Concat(Enumerable.Range(0, 110_000).Select(x => $"<a{x}/>"))}</r>");

        var refused = await Assert.ThrowsAsync<ContentRefusedException>(() => MarkupInspector.InspectAsync(new ContentInMemory(content, content.Length), isDrawing: false, CancellationToken.None));

        Assert.Equal(RefusalReason.Malformed, refused.Refusal.Reason);
    }

    [Theory]
    [InlineData("<a b=\"it's > here\" c='\"'><!-- - -- > ' <![CDATA[ --><![CDATA[ ]] > <b> ]]><?p x ? > ?>text &amp; more</a>")]
    [InlineData("<!DOCTYPE a SYSTEM '>'><a/>")]
    [InlineData("<!----><a><!--x--></a>")]
    public void Tokens_end_where_a_parser_ends_them(string markup)
    {
        // Each token is short, so however often they are repeated none is too long; whatever is taken for unfinished would grow.
        var tokens = new MarkupTokens(100, countsText: false);

        for (var i = 0; i < 100; i++)
        {
            foreach (var piece in markup.Chunk(1 + (i % 7)))
                Assert.True(tokens.Append(piece), $"{markup} was left open.");
        }
    }

    [Fact]
    public async Task A_sound_feed_of_many_elements_is_read_to_its_end_in_each_encoding()
    {
        var markup = $"<r>{string.Concat(Enumerable.Repeat("<item id=\"1>2\" b='\"'>text &amp; more<!-- it's --><![CDATA[<x>]]></item>\n", 20_000))}</r>";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(markup)];

            await MarkupInspector.InspectAsync(new ContentInMemory(content, content.Length), isDrawing: false, CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_drawing_that_is_larger_than_drawings_are_is_refused()
    {
        var limits = new InspectionLimits(new ArchiveLimits(), MaxDrawingBytes: 100);
        var content = SampleContent.Text($"{Svg}><desc>{new string('x', 100)}</desc></svg>");

        var refused = await Assert.ThrowsAsync<ContentRefusedException>(() => StoredInspection.InspectAsync(new ContentInMemory(content, content.Length), AgentKit.Server.Files.Sniffing.FileKind.Svg, limits, CancellationToken.None));

        Assert.Equal(RefusalReason.TooLarge, refused.Refusal.Reason);
    }

    /// <summary>Content with many times the same in its middle, which isn't held in memory.</summary>
    private sealed class FilledContent(byte[] before, byte[] fill, int times, byte[] after) : IStoredContent
    {
        public long LengthBytes => before.Length + ((long)fill.Length * times) + after.Length;

        public long ReadBytes { get; private set; }

        public Task<Stream> OpenAsync(long offset, long? count, CancellationToken cancellationToken) => Task.FromResult<Stream>(new Filled(this));

        private byte At(long position)
        {
            if (position < before.Length)
                return before[position];
            position -= before.Length;
            return position < (long)fill.Length * times ? fill[position % fill.Length] : after[position - ((long)fill.Length * times)];
        }

        private sealed class Filled(FilledContent content) : ReadOnly
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var count = (int)Math.Min(buffer.Length, content.LengthBytes - content.ReadBytes);
                for (var i = 0; i < count; i++)
                    buffer.Span[i] = content.At(content.ReadBytes++);
                return ValueTask.FromResult(count);
            }
        }
    }

    private abstract class ReadOnly : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
