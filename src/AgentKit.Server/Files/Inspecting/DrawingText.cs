using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>The text between two tags of a drawing. Comments and sections divide it for a parser, and not for who draws it.</summary>
internal sealed class DrawingText
{
    private const int MaxLength = 1024 * 1024;

    private readonly StringBuilder _text = new();

    public void Append(string text)
    {
        if (_text.Length + text.Length > MaxLength)
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, $"The drawing has a text of more than {MaxLength} letters."));
        _text.Append(text);
    }

    /// <summary>What was appended since.</summary>
    public string Take()
    {
        if (_text.Length == 0)
            return "";
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
