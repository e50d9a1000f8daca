using System.Xml;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>The names that a parser keeps, each once and until its end: of elements, attributes and prefixes. A feed has dozens, a bomb has millions.</summary>
internal sealed class MarkupNames : XmlNameTable
{
    private const int MaxNames = 100_000, MaxLetters = 4 * 1024 * 1024;

    private readonly NameTable _names = new();
    private int _count;
    private int _letters;

    public override string Add(char[] array, int offset, int length) => _names.Get(array, offset, length) ?? Kept(_names.Add(array, offset, length));

    public override string Add(string array) => _names.Get(array) ?? Kept(_names.Add(array));

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    private string Kept(string name)
    {
        _letters += name.Length;
        return ++_count > MaxNames || _letters > MaxLetters
            ? throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, $"The markup has more than {MaxNames} different names of elements and attributes."))
            : name;
    }
}
