using System;
using System.Linq;

namespace Nuke.SourceGenerators.Tools;

/// <summary>Reads an option's type, format and modifiers.</summary>
internal sealed class OptionReader
{
    private readonly Action<string> _error;

    public OptionReader(Action<string> error) => _error = error;

    public void ReadType(OptionSpec option, string text)
    {
        var equals = text.IndexOf('=');
        if (equals > 0)
        {
            option.Kind = OptionKind.Map;
            option.KeyType = text.Substring(0, equals);
            option.Type = text.Substring(equals + 1);
        }
        else if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            option.Kind = OptionKind.List;
            option.Type = text.Substring(0, text.Length - 2);
        }
        else
        {
            option.Kind = text == "bool" ? OptionKind.Flag : OptionKind.Scalar;
            option.Type = text;
        }
        if (!option.Type.TrimEnd('?').Split('.').All(SpecWords.IsIdentifier))
            _error($"'{text}' is not a type. A type is a name, NAME[] for a list, KEY=VALUE for a map.");
    }

    public void ApplyModifier(OptionSpec option, string word)
    {
        var (name, value) = SpecWords.Modifier(word);
        switch (name)
        {
            case "position" when int.TryParse(value, out var position):
                option.Position = position;
                break;
            case "secret" when value is null:
                option.Secret = true;
                break;
            case "msbuild" when value is null:
                option.MSBuild = true;
                break;
            case "quote" when value is null:
                option.Quote = true;
                break;
            case "join" when value is not null:
                option.Separator = value == "space" ? " " : value;
                break;
            case "formatter" when value is not null:
                option.Formatter = value;
                break;
            case "stdin" when value is not null:
                option.StandardInput = value;
                break;
            case "env" when value is not null:
                option.EnvironmentVariable = value;
                break;
            default:
                _error($"'{word}' is not a modifier. Known are @position(N), @secret, @join(SEPARATOR), @quote, @msbuild, @formatter(METHOD), @stdin(ARGUMENT) and @env(VARIABLE).");
                break;
        }
    }

    public void CheckFormat(OptionSpec option)
    {
        if (option.Format.Length == 0)
            return;
        var hasValue = option.Format.Contains("{value}");
        if (!hasValue && option.Kind is (OptionKind.Scalar or OptionKind.List))
            _error($"The format of '{option.Name}' has no {{value}}.");
        if (option.Kind == OptionKind.Map && !(hasValue && option.Format.Contains("{key}")))
            _error($"The format of '{option.Name}' needs {{key}} and {{value}}.");
    }
}
