using System.ComponentModel;
using System.Globalization;

namespace Nuke.Common.Tooling;

/// <summary>Generated methods for single keys of a dictionary option: <c>SetVersion(v)</c> for <c>SetProperty("Version", v)</c>. Each gives a modified copy.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OptionShortcuts
{
    /// <summary>Sets a key; null takes it out.</summary>
    public static T SetShortcut<T>(T options, string name, string key, object? value) where T : Options
    {
        var map = OptionValue.MapOf<string, object>(options.Bag.Find(name));
        if (value is null)
            map.Remove(key);
        else
            map[key] = value;
        return OptionSetters.SetOption(options, name, map);
    }

    /// <summary>Turns a key around; one that isn't set becomes true.</summary>
    public static T ToggleShortcut<T>(T options, string name, string key) where T : Options
        => SetShortcut(options, name, key, !(bool.TryParse(Text(options, name, key), out var value) && value));

    /// <summary>Sets a key to items joined by <paramref name="separator"/>.</summary>
    public static T SetShortcutItems<T, TItem>(T options, string name, string key, string separator, IEnumerable<TItem>? items) where T : Options
        => SetShortcut(options, name, key, items is null ? null : Join(items, separator));

    /// <summary>Adds to the items of a key.</summary>
    public static T AddShortcutItems<T, TItem>(T options, string name, string key, string separator, IEnumerable<TItem> items) where T : Options
    {
        var old = Text(options, name, key);
        var added = Join(items, separator);
        return SetShortcut(options, name, key, string.IsNullOrEmpty(old) ? added : added.Length == 0 ? old : old + separator + added);
    }

    /// <summary>Takes items of a key out.</summary>
    public static T RemoveShortcutItems<T, TItem>(T options, string name, string key, string separator, IEnumerable<TItem> items) where T : Options
    {
        var removed = new HashSet<string>(Texts(items));
        var left = (Text(options, name, key) ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries);
        return SetShortcut(options, name, key, string.Join(separator, Array.FindAll(left, x => !removed.Contains(x))));
    }

    private static string? Text(Options options, string name, string key)
        => OptionValue.As<IReadOnlyDictionary<string, object>>(options.Bag.Find(name)) is { } map && map.TryGetValue(key, out var value)
            ? System.Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    private static string Join<TItem>(IEnumerable<TItem> items, string separator) => string.Join(separator, Texts(items));

    private static IEnumerable<string> Texts<TItem>(IEnumerable<TItem> items)
    {
        foreach (var item in items)
            yield return System.Convert.ToString(item, CultureInfo.InvariantCulture) ?? "";
    }
}
