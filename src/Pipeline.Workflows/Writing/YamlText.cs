using System.Globalization;
using System.Text;
using Pipeline.Workflows.Defining;

namespace Pipeline.Workflows.Writing;

/// <summary>YAML line by line, two spaces a level, line feeds only: the same bytes everywhere.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _text = new();
    private int _level;
    private bool _beginsItem;

    public override string ToString() => _text.ToString();

    public void Comment(string text) => _text.Append(text.Length == 0 ? "#" : $"# {text}").Append('\n');

    public void Blank() => _text.Append('\n');

    public void Line(string key, string value) => Append($"{YamlScalar.Of(key)}: {YamlScalar.Of(value)}");

    public void Line(string key, string value, string comment) => Append($"{YamlScalar.Of(key)}: {YamlScalar.Of(value)} # {comment}");

    public void Line(string key, int value) => Append(string.Create(CultureInfo.InvariantCulture, $"{YamlScalar.Of(key)}: {value}"));

    public void Line(string key, bool value) => Append($"{YamlScalar.Of(key)}: {(value ? "true" : "false")}");

    public void Empty(string key) => Append($"{YamlScalar.Of(key)}: {{}}");

    /// <summary>A list in one line.</summary>
    public void List(string key, IEnumerable<string> values) => Append($"{YamlScalar.Of(key)}: [{string.Join(", ", values.Select(InFlow))}]");

    /// <summary>A text of several lines as it is; one line as any other value.</summary>
    public void Text(string key, string value)
    {
        if (!YamlScalar.IsBlock(value))
        {
            Line(key, value);
            return;
        }

        Append($"{YamlScalar.Of(key)}: |-");
        foreach (var line in value.Split('\n'))
            _text.Append(line.Length == 0 ? "" : new string(' ', 2 * (_level + 1)) + line).Append('\n');
    }

    public void Mapping(string key, Action content)
    {
        // YAML 1.1 would read it as `true`; GitHub, and all who write workflows, don't.
        Append($"{(key == "on" ? key : YamlScalar.Of(key))}:");
        _level++;
        content();
        _level--;
    }

    /// <summary>An item of the list whose key was written before.</summary>
    public void Item(Action content)
    {
        _beginsItem = true;
        _level++;
        content();
        _level--;
    }

    /// <summary>Names with values, by name; nothing if there are none.</summary>
    public void Values(string key, IEnumerable<(string Name, string Value)> values)
    {
        var ordered = values.OrderBy(x => x.Name, StringComparer.Ordinal).ToList();
        if (ordered.Count > 0)
            Mapping(key, () => ordered.ForEach(x => Text(x.Name, x.Value)));
    }

    public void Values<TName>(string key, IReadOnlyDictionary<TName, WorkflowValue> values) where TName : notnull =>
        Values(key, values.Select(x => (x.Key.ToString()!, x.Value.Text)));

    // In a list in one line, these would end an item.
    private static string InFlow(string value) =>
        YamlScalar.Of(value) is var text && text[0] is not '\'' and not '"' && text.AsSpan().IndexOfAny(",[]{}") >= 0 ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'" : text;

    private void Append(string line)
    {
        _text.Append(' ', 2 * (_beginsItem ? _level - 1 : _level)).Append(_beginsItem ? "- " : "").Append(line).Append('\n');
        _beginsItem = false;
    }
}
