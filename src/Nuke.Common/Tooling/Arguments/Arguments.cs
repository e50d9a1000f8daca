using System.Globalization;

namespace Nuke.Common.Tooling;

/// <summary>Arguments of a process, as NUKE's older API has them. For <c>SetProcessArgumentConfigurator(_ => _.Add("--silent"))</c>.</summary>
public sealed class Arguments
{
    private readonly List<string> _items;

    /// <summary>No arguments.</summary>
    public Arguments() => _items = [];

    internal Arguments(IEnumerable<string> items) => _items = [.. items];

    internal IReadOnlyList<string> Items => _items;

    internal List<string> Secrets { get; } = [];

    /// <summary>Adds a piece of a command line if the condition holds.</summary>
    public Arguments Add(string argument, bool? condition = true)
    {
        if (condition ?? false)
            _items.AddRange(CommandLine.Split(argument));
        return this;
    }

    /// <summary>Adds a value, where there is one, in a format like <c>--name {value}</c>.</summary>
    public Arguments Add<T>(string argumentFormat, T? value, char? disallowed = null, bool customValue = false, bool secret = false)
    {
        if (value is null)
            return this;
        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is bool)
            text = text.ToLowerInvariant();
        if (secret)
            Secrets.Add(text);
        foreach (var part in argumentFormat.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var argument = part.Replace("{value}", text, StringComparison.Ordinal).Replace("{0}", text, StringComparison.Ordinal);
            if (customValue && part == "{value}")
                _items.AddRange(CommandLine.Split(text));
            else
                _items.Add(argument);
        }
        return this;
    }

    /// <summary>Adds values in a format like <c>--name {value}</c>, once for each, or joined.</summary>
    public Arguments Add<T>(string argumentFormat, IEnumerable<T>? values, char? disallowed = null, char? separator = null, bool quoteMultiple = false)
    {
        if (values is null)
            return this;
        var texts = values.Select(x => System.Convert.ToString(x, CultureInfo.InvariantCulture) ?? "").ToArray();
        if (texts.Length == 0)
            return this;
        if (separator is { } character)
            return Add(argumentFormat, string.Join(character, texts));
        foreach (var text in texts)
            Add(argumentFormat, text);
        return this;
    }

    /// <summary>Adds all arguments of another.</summary>
    public Arguments Concatenate(Arguments arguments)
    {
        _items.AddRange(arguments._items);
        Secrets.AddRange(arguments.Secrets);
        return this;
    }

    /// <summary>Replaces secrets in a text.</summary>
    public string FilterSecrets(string text) => SecretFilter.For(Secrets)?.Invoke(text) ?? text;

    /// <summary>The command line, secrets and all.</summary>
    public string RenderForExecution() => CommandLine.Join(_items);

    /// <summary>The command line with secrets redacted.</summary>
    public string RenderForOutput() => FilterSecrets(RenderForExecution());

    /// <inheritdoc />
    public override string ToString() => RenderForOutput();
}
