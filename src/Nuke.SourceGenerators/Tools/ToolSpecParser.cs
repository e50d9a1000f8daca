using System;
using System.Collections.Generic;
using System.Linq;

namespace Nuke.SourceGenerators.Tools;

/// <summary>
/// Reads a <c>.tool</c> file. Blocks start in the first column, their lines are indented, lines of a map's shortcuts start with a dot,
/// <c>#</c> starts a comment, and everything after <c> | </c> is a description.
/// </summary>
/// <remarks>
/// <code>
/// tool DotNet | The .NET command line.
///   path dotnet                                   or: nuget ID EXECUTABLE, npm ID EXECUTABLE
///   url https://…
///   using Nuke.Common.Tools.MSBuild
/// enum DotNetVerbosity = quiet minimal | How much is said.
/// group restore
///   NoCache      bool              --no-cache | …
/// command DotNetBuild = build | Builds.
///   use restore
///   ProjectFile  string            {value} @position(1) | …
///   Loggers      string[]          --logger {value} | …
///   Properties   string=object     /property:{key}={value} @msbuild | …
///     .Version   string | …
///     .NoWarn    int[] @join(;)
/// extend DotNetTestSettings
///   Properties
///     .CollectCoverage bool
/// </code>
/// </remarks>
internal sealed class ToolSpecParser
{
    private readonly OptionReader _reader;
    private readonly ToolSpec _tool = new();
    private readonly List<SpecError> _errors = new();
    private readonly Dictionary<string, List<OptionSpec>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private List<OptionSpec>? _options;
    private OptionSpec? _map;
    private bool _inTool;
    private bool _inExtension;
    private int _line;

    private ToolSpecParser() => _reader = new OptionReader(Error);

    public static (ToolSpec Tool, List<SpecError> Errors) Parse(string defaultNamespace, IEnumerable<string> lines)
    {
        var parser = new ToolSpecParser();
        parser._tool.Namespace = defaultNamespace;
        foreach (var line in lines)
        {
            parser.ParseLine(line);
            parser._line++;
        }
        if (parser._tool.Name.Length == 0)
            parser._errors.Insert(0, new SpecError(0, "A .tool file starts with 'tool NAME'."));
        return (parser._tool, parser._errors);
    }

    private void ParseLine(string line)
    {
        if (line.Trim().Length == 0 || line.TrimStart()[0] == '#')
            return;
        var (text, description) = SplitDescription(line);
        if (!char.IsWhiteSpace(line[0]))
            ParseBlock(text, description);
        else if (_inTool)
            ParseToolLine(text.Trim());
        else if (_options is null)
            Error("This line is in no block.");
        else if (text.TrimStart().StartsWith(".", StringComparison.Ordinal))
            ParseShortcut(text.Trim().Substring(1), description);
        else
            ParseOption(text.Trim(), description);
    }

    private static (string Text, string Description) SplitDescription(string line)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        return bar < 0 ? (line.TrimEnd(), "") : (line.Substring(0, bar).TrimEnd(), line.Substring(bar + 3).Trim());
    }

    private void ParseBlock(string text, string description)
    {
        _inTool = false;
        _inExtension = false;
        _map = null;
        _options = null;
        var words = SpecWords.Split(text);
        var equals = Array.IndexOf(words, "=");
        if (words.Length < 2 || !SpecWords.IsIdentifier(words[1]))
        {
            Error($"'{text}' is not a block. A block is 'tool NAME', 'enum NAME = …', 'group NAME', 'command NAME = …' or 'extend NAME'.");
            return;
        }
        if (words[0] != "tool" && words[0] != "extend" && !_names.Add(words[1]))
            Error($"'{words[1]}' is declared twice.");
        switch (words[0])
        {
            case "tool":
                _tool.Name = words[1];
                _tool.Description = description;
                _inTool = true;
                break;
            case "enum":
                ParseEnum(words[1], equals < 0 ? Array.Empty<string>() : words.Skip(equals + 1).ToArray(), description);
                break;
            case "group":
                _options = _groups[words[1]] = new List<OptionSpec>();
                break;
            case "command":
                ParseCommand(words, equals, description);
                break;
            case "extend":
                var extension = new ExtensionSpec { Settings = words[1] };
                _tool.Extensions.Add(extension);
                _options = extension.Options;
                _inExtension = true;
                break;
            default:
                Error($"'{words[0]}' is not a kind of block. Known are tool, enum, group, command and extend.");
                break;
        }
    }

    private void ParseEnum(string name, string[] values, string description)
    {
        if (values.Length == 0)
            Error($"Enum '{name}' has no values. Write them after '='.");
        var declared = new EnumSpec { Name = name, Description = description };
        declared.Values.AddRange(values);
        _tool.Enums.Add(declared);
    }

    private void ParseCommand(string[] words, int equals, string description)
    {
        var command = new CommandSpec { Name = words[1], Description = description };
        var arguments = new List<string>();
        foreach (var word in words.Skip(equals < 0 ? 2 : equals + 1))
        {
            var (name, value) = SpecWords.Modifier(word);
            if (name is null)
                arguments.Add(word);
            else if (name == "result" && value is not null)
                command.Result = value;
            else if (name == "base" && value is not null)
                command.Base = value;
            else
                Error($"A command has no modifier '{word}'. Known are @result(TYPE) and @base(TYPE).");
        }
        if (equals < 0 && arguments.Count > 0)
            Error("Write '=' before a command's arguments.");
        command.Arguments = string.Join(" ", arguments);
        _tool.Commands.Add(command);
        _options = command.Options;
    }

    private void ParseToolLine(string text)
    {
        var words = SpecWords.Split(text);
        switch (words[0])
        {
            case "path" when words.Length == 2:
                _tool.Source = new ToolSource("path", "", words[1]);
                break;
            case "nuget" or "npm" when words.Length == 3:
                _tool.Source = new ToolSource(words[0], words[1], words[2]);
                break;
            case "url" when words.Length == 2:
                _tool.Url = words[1];
                break;
            case "using" when words.Length == 2:
                _tool.Usings.Add(words[1]);
                break;
            case "namespace" when words.Length == 2:
                _tool.Namespace = words[1];
                break;
            default:
                Error($"'{text}' says nothing about a tool. Known are 'path EXECUTABLE', 'nuget ID EXECUTABLE', 'npm ID EXECUTABLE', 'url URL', 'using NAMESPACE' and 'namespace NAMESPACE'.");
                break;
        }
    }

    private void ParseOption(string text, string description)
    {
        var words = SpecWords.Split(text);
        _map = null;
        if (words[0] == "use")
        {
            foreach (var name in words.Skip(1))
                Use(name);
            return;
        }

        var option = new OptionSpec { Name = words[0], Description = description };
        if (!SpecWords.IsIdentifier(option.Name))
        {
            Error($"'{option.Name}' is not a name.");
            return;
        }
        if (_inExtension && words.Length == 1)
        {
            option.Kind = OptionKind.Map;
            option.Type = "object";
            option.ShortcutsOnly = true;
        }
        else if (words.Length < 3)
        {
            Error($"Option '{option.Name}' needs a type and a format, as in 'NoRestore bool --no-restore'. A format '-' gives no argument.");
            return;
        }
        else
        {
            _reader.ReadType(option, words[1]);
            var format = words.Skip(2).TakeWhile(x => x[0] != '@').ToArray();
            option.Format = string.Join(" ", format) is var joined && joined == "-" ? "" : joined;
            foreach (var word in words.Skip(2 + format.Length))
                _reader.ApplyModifier(option, word);
            _reader.CheckFormat(option);
        }
        Add(option);
    }

    private void ParseShortcut(string text, string description)
    {
        if (_map is null)
        {
            Error($"'.{text}' has no map above it.");
            return;
        }
        var words = SpecWords.Split(text);
        var shortcut = new OptionSpec { Name = words[0], Description = description };
        if (words.Length < 2 || !SpecWords.IsIdentifier(shortcut.Name))
        {
            Error($"'.{text}' needs a name and a type, as in '.Version string'.");
            return;
        }
        _reader.ReadType(shortcut, words[1]);
        foreach (var word in words.Skip(2))
            _reader.ApplyModifier(shortcut, word);
        if (shortcut.Kind == OptionKind.Map)
            Error($"'.{shortcut.Name}' can't be a map itself.");
        if (shortcut.Kind == OptionKind.List && shortcut.Separator is null)
            Error($"'.{shortcut.Name}' is a list in one value: give its separator with @join(…).");
        if (_map.Shortcuts.Any(x => x.Name == shortcut.Name))
            Error($"'.{shortcut.Name}' is declared twice.");
        else
            _map.Shortcuts.Add(shortcut);
    }

    private void Use(string name)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            Error($"There is no group '{name}' above. Known are: {string.Join(", ", _groups.Keys)}.");
            return;
        }
        foreach (var option in group)
            Add(option);
        _map = null;
    }

    // A map may come from a group and get more shortcuts; the group's own is not changed by that.
    private void Add(OptionSpec option)
    {
        if (_options!.Any(x => x.Name == option.Name))
        {
            Error($"'{option.Name}' is declared twice.");
            return;
        }
        _options!.Add(option);
        if (option.Kind == OptionKind.Map)
            _map = option;
    }

    private void Error(string message) => _errors.Add(new SpecError(_line, message));
}
