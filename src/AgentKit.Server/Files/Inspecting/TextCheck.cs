using System.Text.Unicode;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>A text stays one to its end: no control characters, and in UTF-8 or UTF-16 that began so.</summary>
internal sealed class TextCheck : IContentCheck
{
    private readonly byte[] _cut = new byte[4];
    private int _cutLength;
    private TextEncoding? _encoding;
    private Utf16Check? _utf16;

    public Refusal? Append(ReadOnlySpan<byte> chunk)
    {
        if (chunk.IsEmpty)
            return null;
        _encoding ??= TextEncodings.Detect(chunk);
        if (_encoding is TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian)
            return (_utf16 ??= new Utf16Check(_encoding == TextEncoding.Utf16BigEndian)).Append(chunk);
        if (_encoding is null || chunk.ContainsAny(TextEncodings.NeverInText))
            return new Refusal(RefusalReason.Malformed, "The content begins as text and goes on as something else: it has control characters.");
        return _encoding == TextEncoding.Utf8 && !IsUtf8(chunk) ? NotUtf8() : null;
    }

    public Refusal? Complete() => _cutLength > 0 ? NotUtf8() : _utf16?.Complete();

    /// <summary>A character may be cut by the end of a chunk: its first bytes are kept for the next one.</summary>
    private bool IsUtf8(ReadOnlySpan<byte> chunk)
    {
        while (_cutLength > 0 && !chunk.IsEmpty)
        {
            _cut[_cutLength++] = chunk[0];
            chunk = chunk[1..];
            var soFar = _cut.AsSpan(0, _cutLength);
            if (TextEncodings.WithoutCutCharacter(soFar).IsEmpty)
                continue;
            if (!Utf8.IsValid(soFar))
                return false;
            _cutLength = 0;
        }

        var whole = TextEncodings.WithoutCutCharacter(chunk);
        if (whole.Length < chunk.Length)
        {
            chunk[whole.Length..].CopyTo(_cut);
            _cutLength = chunk.Length - whole.Length;
        }

        return Utf8.IsValid(whole);
    }

    private static Refusal NotUtf8() => new(RefusalReason.Malformed, "The content begins as UTF-8, and has bytes further on that aren't.");
}
