using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>Makes the list of arguments from options, by the attributes of their properties. Reflection here costs less than a thousandth of the process started.</summary>
internal sealed class ArgumentRenderer
{
    private const string Value = "{value}";
    private const string Key = "{key}";

    private readonly ToolOptions _options;
    private readonly RenderedArguments _rendered = new();

    private ArgumentRenderer(ToolOptions options) => _options = options;

    public static RenderedArguments Render(ToolOptions options)
    {
        var renderer = new ArgumentRenderer(options);
        renderer.Render();
        return renderer._rendered;
    }

    private void Render()
    {
        _rendered.Secrets.AddRange(_options.ProcessRedactedSecrets ?? []);
        if (_options.GetType().GetCustomAttribute<CommandAttribute>()?.Arguments is { } command)
            _rendered.Arguments.AddRange(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        foreach (var (property, argument, value) in Ordered())
            Add(property, argument, value);

        foreach (var piece in _options.ProcessAdditionalArguments ?? [])
            _rendered.Arguments.AddRange(CommandLine.Split(piece));

        if (_options.ProcessArgumentConfigurator is { } configure)
        {
            var configured = configure(new Arguments(_rendered.Arguments));
            _rendered.Arguments = [.. configured.Items];
            _rendered.Secrets.AddRange(configured.Secrets);
        }
    }

    // First ones by position, then the others as they were set, then last ones by position.
    private List<(PropertyInfo, ArgumentAttribute, object)> Ordered()
    {
        List<(PropertyInfo, ArgumentAttribute Argument, object)> first = [], middle = [], last = [];
        var bag = _options.Bag;
        for (var i = 0; i < bag.Count; i++)
        {
            var property = _options.GetType().GetProperty(bag.NameAt(i), BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
            if (property?.GetCustomAttribute<ArgumentAttribute>() is not { } argument)
                continue;
            var target = argument.Position switch { > 0 => first, 0 => middle, < 0 => last };
            target.Add((property, argument, bag.ValueAt(i)));
        }
        return [.. first.OrderBy(x => x.Argument.Position), .. middle, .. last.OrderBy(x => x.Argument.Position)];
    }

    private void Add(PropertyInfo property, ArgumentAttribute argument, object value)
    {
        var parts = argument.Format.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (value is IDictionary map)
            AddMap(property, argument, parts, map);
        else if (value is IEnumerable items and not string)
            AddList(property, argument, parts, items);
        else
            AddScalar(property, argument, parts, value);
    }

    private void AddScalar(PropertyInfo property, ArgumentAttribute argument, string[] parts, object value)
    {
        if (value is bool flag && !argument.Format.Contains(Value, StringComparison.Ordinal))
        {
            if (flag)
                _rendered.Arguments.AddRange(parts);
            return;
        }

        var text = Text(property, argument, value);
        if (argument.EnvironmentVariable is { } variable)
        {
            _rendered.Environment[variable] = text;
        }
        else if (argument.StandardInputArgument is { } standardInput)
        {
            _rendered.Arguments.Add(standardInput);
            _rendered.StandardInput = text;
        }
        else
        {
            foreach (var part in parts)
                _rendered.Arguments.Add(part.Replace(Value, text, StringComparison.Ordinal));
        }
    }

    private void AddList(PropertyInfo property, ArgumentAttribute argument, string[] parts, IEnumerable items)
    {
        var texts = new List<string>();
        foreach (var item in items)
            texts.Add(Text(property, argument, item));
        if (texts.Count == 0)
            return;

        if (argument.Separator is null)
        {
            foreach (var text in texts)
            {
                foreach (var part in parts)
                    _rendered.Arguments.Add(part.Replace(Value, text, StringComparison.Ordinal));
            }
            return;
        }

        foreach (var part in parts)
        {
            if (!part.Contains(Value, StringComparison.Ordinal))
                _rendered.Arguments.Add(part);
            else if (string.IsNullOrWhiteSpace(argument.Separator) && !argument.QuoteMultiple)
                _rendered.Arguments.AddRange(texts.Select(x => part.Replace(Value, x, StringComparison.Ordinal)));
            else
                _rendered.Arguments.Add(part.Replace(Value, string.Join(argument.Separator, texts), StringComparison.Ordinal));
        }
    }

    private void AddMap(PropertyInfo property, ArgumentAttribute argument, string[] parts, IDictionary map)
    {
        var entries = new List<(string Key, string Value)>();
        foreach (DictionaryEntry entry in map)
            entries.Add((entry.Key.ToString()!, Text(property, argument, entry.Value)));
        if (entries.Count == 0)
            return;

        if (argument.Separator is null)
        {
            foreach (var entry in entries)
                _rendered.Arguments.AddRange(parts.Select(x => Fill(x, entry)));
            return;
        }

        foreach (var part in parts)
        {
            var start = part.IndexOf(Key, StringComparison.Ordinal);
            if (start < 0)
            {
                _rendered.Arguments.Add(part);
            }
            else if (string.IsNullOrWhiteSpace(argument.Separator))
            {
                _rendered.Arguments.AddRange(entries.Select(x => Fill(part, x)));
            }
            else
            {
                var end = part.IndexOf(Value, start, StringComparison.Ordinal) + Value.Length;
                _rendered.Arguments.Add(part[..start] + string.Join(argument.Separator, entries.Select(x => Fill(part[start..end], x))) + part[end..]);
            }
        }
    }

    private static string Fill(string part, (string Key, string Value) entry)
        => part.Replace(Key, entry.Key, StringComparison.Ordinal).Replace(Value, entry.Value, StringComparison.Ordinal);

    private string Text(PropertyInfo property, ArgumentAttribute argument, object? value)
    {
        var text = argument.FormatterMethod is { } method
            ? Formatted(property, argument, method, value)
            : value switch
            {
                null => "",
                bool flag => flag ? "true" : "false",
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                // A dictionary's values may come as objects that were booleans in another form.
                _ => value.ToString() ?? "",
            };
        text = CommandLine.Unquote(text);
        if (argument.MSBuildEscape)
            text = text.Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
        if (argument.Secret)
            _rendered.Secrets.Add(text);
        return text;
    }

    private string Formatted(PropertyInfo property, ArgumentAttribute argument, string name, object? value)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
        var type = argument.FormatterType ?? _options.GetType();
        var method = type.GetMethod(name, All) ?? throw new MissingMethodException(type.FullName, name);
        return (string?)method.Invoke(method.IsStatic ? null : _options, [value, property]) ?? "";
    }
}
