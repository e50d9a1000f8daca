namespace Nuke.Common.Utilities;

/// <summary>Writes indented text, such as CI configuration.</summary>
/// <param name="streamWriter">Where to write to.</param>
/// <param name="indentationFactor">Spaces for each level.</param>
/// <param name="commentPrefix">What a comment begins with, such as <c>#</c>.</param>
public class CustomFileWriter(StreamWriter streamWriter, int indentationFactor, string commentPrefix)
{
    private int _level;

    /// <summary>Writes a line at the current level; without text an empty one.</summary>
    public void WriteLine(string? text = null) => streamWriter.WriteLine(text is null ? string.Empty : text.Indent(_level * indentationFactor));

    /// <summary>Writes a comment at the current level.</summary>
    public void WriteComment(string? text = null) => WriteLine($"{commentPrefix} {text}".TrimEnd());

    /// <summary>Lets something write itself.</summary>
    public void Write(Action<CustomFileWriter> writer) => writer(this);

    /// <summary>Goes one level in, until the result is disposed.</summary>
    public IDisposable Indent() => DelegateDisposable.CreateBracket(() => _level++, () => _level--);
}
