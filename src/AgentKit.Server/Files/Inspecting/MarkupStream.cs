using System.Buffers;
using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>Markup on its way to a parser, refused where a token is longer than a parser should hold in memory.</summary>
internal sealed class MarkupStream(Stream inner, bool isDrawing) : PassingStream
{
    /// <summary>No tag or comment is longer; a drawing's embedded picture is an attribute. A parser may hold eight times as much.</summary>
    private const int MaxTokenLength = 1024 * 1024;

    private readonly MarkupTokens _tokens = new(MaxTokenLength, countsText: isDrawing);
    private Decoder? _decoder;

    /// <exception cref="ContentRefusedException">A token is too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _decoder is null
            ? await inner.ReadAtLeastAsync(buffer, Math.Min(2, buffer.Length), throwOnEndOfStream: false, cancellationToken)
            : await inner.ReadAsync(buffer, cancellationToken);
        // UTF-16 has its mark, or it isn't taken as a text; in every other encoding that parsers know, ASCII is ASCII.
        _decoder ??= (buffer.Span[..read] switch { [0xFF, 0xFE, ..] => Encoding.Unicode, [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode, _ => Encoding.Latin1 }).GetDecoder();
        Follow(buffer.Span[..read]);
        return read;
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        var letters = ArrayPool<char>.Shared.Rent(bytes.Length + 2);
        try
        {
            var count = _decoder!.GetChars(bytes, letters, flush: false);
            if (!_tokens.Append(letters.AsSpan(0, count)))
                throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, $"The markup has a tag, an attribute, a comment or the like of more than {MaxTokenLength} letters."));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
