using System.Buffers;
using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>A text in UTF-16 stays one to its end: whole units, surrogates in pairs, no control characters.</summary>
internal sealed class Utf16Check(bool isBigEndian) : IContentCheck
{
    /// <summary>Control characters but tab, line feed, form feed and carriage return; U+FFFE and U+FFFF are no characters.</summary>
    private static readonly SearchValues<char> s_never = SearchValues.Create([.. Enumerable.Range(0, 32).Select(x => (char)x).Where(x => x is not ('\t' or '\n' or '\f' or '\r')), '\u007F', '\uFFFE', '\uFFFF']);

    private readonly Decoder _decoder = new UnicodeEncoding(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder();

    public Refusal? Append(ReadOnlySpan<byte> chunk) => Check(chunk, isEnd: false);

    public Refusal? Complete() => Check([], isEnd: true);

    private Refusal? Check(ReadOnlySpan<byte> chunk, bool isEnd)
    {
        var letters = ArrayPool<char>.Shared.Rent((chunk.Length / 2) + 2);
        try
        {
            var count = _decoder.GetChars(chunk, letters, isEnd);
            return letters.AsSpan(0, count).ContainsAny(s_never)
                ? new Refusal(RefusalReason.Malformed, "The content begins as text in UTF-16 and goes on as something else: it has control characters.")
                : null;
        }
        catch (DecoderFallbackException)
        {
            return new Refusal(RefusalReason.Malformed, "The content begins as text in UTF-16, and isn't so to its end.");
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
