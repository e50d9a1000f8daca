using System.Text;

namespace Nuke.SourceGenerators.Tools;

/// <summary>Writes the fluent methods of options: one small expression each, with no state and nothing to initialise.</summary>
internal sealed class FluentMethods
{
    private readonly StringBuilder _text;
    private readonly string _settings;
    private bool _shortcut;

    public FluentMethods(StringBuilder text, string settings)
    {
        _text = text;
        _settings = settings;
    }

    public void Write(OptionSpec option)
    {
        var name = option.Name;
        _shortcut = false;
        if (!option.ShortcutsOnly)
        {
            switch (option.Kind)
            {
                case OptionKind.List:
                    List(option, $"\"{name}\"", "Option");
                    break;
                case OptionKind.Map:
                    Map(option);
                    break;
                default:
                    Scalar(option, $"\"{name}\"", "Option");
                    break;
            }
        }
        _shortcut = true;
        foreach (var shortcut in option.Shortcuts)
        {
            var key = $"\"{name}\", \"{shortcut.Name}\"";
            if (shortcut.Kind == OptionKind.List)
                List(shortcut, $"{key}, {Names.Literal(shortcut.Separator!)}", "Shortcut", key);
            else
                Scalar(shortcut, key, "Shortcut");
        }
    }

    private void Scalar(OptionSpec option, string target, string kind)
    {
        var type = option.IsValueType ? option.Type + "?" : option.Type;
        Method($"Set{option.Name}", $"{type} v", $"Set{kind}({target}, v)", "Sets", option);
        Method($"Reset{option.Name}", "", $"Set{kind}({target}, null)", "Takes back", option);
        if (option.Kind != OptionKind.Flag)
            return;
        Method($"Enable{option.Name}", "", $"Set{kind}({target}, true)", "Enables", option);
        Method($"Disable{option.Name}", "", $"Set{kind}({target}, false)", "Disables", option);
        Method($"Toggle{option.Name}", "", $"Toggle{kind}({target})", "Turns around", option);
    }

    private void List(OptionSpec option, string target, string kind, string? key = null)
    {
        foreach (var parameter in new[] { $"params {option.Type}[] v", $"IEnumerable<{option.Type}> v" })
        {
            Method($"Set{option.Name}", parameter, $"Set{kind}Items({target}, v)", "Sets", option);
            Method($"Add{option.Name}", parameter, $"Add{kind}Items({target}, v)", "Adds to", option);
            Method($"Remove{option.Name}", parameter, $"Remove{kind}Items({target}, v)", "Removes from", option);
        }
        Method($"Clear{option.Name}", "", key is null ? $"ClearOptionItems<T, {option.Type}>({target})" : $"SetShortcut({key}, null)", "Empties", option);
        if (key is null)
            Method($"Reset{option.Name}", "", $"ResetOption({target})", "Takes back", option);
        else
            Method($"Reset{option.Name}", "", $"SetShortcut({key}, null)", "Takes back", option);
    }

    private void Map(OptionSpec option)
    {
        var one = Names.Singular(option.Name);
        var (key, value) = (option.KeyType, option.Type);
        var target = $"\"{option.Name}\"";
        Method($"Set{option.Name}", $"IEnumerable<KeyValuePair<{key}, {value}>> v", $"SetOptionEntries({target}, v)", "Sets", option);
        Method($"Add{option.Name}", $"IEnumerable<KeyValuePair<{key}, {value}>> v", $"AddOptionEntries({target}, v)", "Adds to", option);
        Method($"Reset{option.Name}", "", $"ResetOption({target})", "Takes back", option);
        Method($"Clear{option.Name}", "", $"ClearOptionEntries<T, {key}, {value}>({target})", "Empties", option);
        Method($"Set{one}", $"{key} k, {value} v", $"SetOptionEntry({target}, k, v)", "Sets one of", option);
        Method($"Add{one}", $"{key} k, {value} v", $"AddOptionEntry({target}, k, v)", "Adds one to", option);
        Method($"Remove{one}", $"{key} k", $"RemoveOptionEntry<T, {key}, {value}>({target}, k)", "Removes one from", option);
    }

    private void Method(string name, string parameters, string body, string verb, OptionSpec option)
    {
        ToolWriter.Summary(_text, "    ", option.Description.Length > 0 ? $"{verb} <c>{option.Name}</c>: {option.Description}" : $"{verb} <c>{option.Name}</c>.");
        var all = parameters.Length == 0 ? "this T o" : $"this T o, {parameters}";
        var call = body.Insert(body.IndexOf('(') + 1, "o, ");
        var type = _shortcut ? "OptionShortcuts" : "OptionSetters";
        _text.AppendLine($"    public static T {name}<T>({all}) where T : {_settings} => {type}.{call};");
    }
}
