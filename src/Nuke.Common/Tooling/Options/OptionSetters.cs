using System.ComponentModel;

namespace Nuke.Common.Tooling;

/// <summary>What the generated fluent methods are made of. Each gives a modified copy. A method of your own is better written with <c>Modify</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OptionSetters
{
    /// <summary>Sets an option; null takes it out.</summary>
    public static T SetOption<T>(T options, string name, object? value) where T : Options
    {
        var copy = (T)options.Copy();
        copy.Bag.Set(name, value);
        return copy;
    }

    /// <summary>Takes an option out.</summary>
    public static T ResetOption<T>(T options, string name) where T : Options => SetOption(options, name, null);

    /// <summary>Turns an option around; one that isn't set becomes true.</summary>
    public static T ToggleOption<T>(T options, string name) where T : Options
        => SetOption(options, name, options.Bag.Find(name) is not true);

    /// <summary>Sets a list; null takes it out.</summary>
    public static T SetOptionItems<T, TItem>(T options, string name, IEnumerable<TItem>? items) where T : Options
        => SetOption(options, name, items is null ? null : new List<TItem>(items));

    /// <summary>Adds to a list.</summary>
    public static T AddOptionItems<T, TItem>(T options, string name, IEnumerable<TItem> items) where T : Options
    {
        var list = OptionValue.ListOf<TItem>(options.Bag.Find(name));
        list.AddRange(items);
        return SetOption(options, name, list);
    }

    /// <summary>Takes items out of a list.</summary>
    public static T RemoveOptionItems<T, TItem>(T options, string name, IEnumerable<TItem> items) where T : Options
    {
        var list = OptionValue.ListOf<TItem>(options.Bag.Find(name));
        foreach (var item in items)
            list.RemoveAll(x => EqualityComparer<TItem>.Default.Equals(x, item));
        return SetOption(options, name, list);
    }

    /// <summary>Makes a list empty.</summary>
    public static T ClearOptionItems<T, TItem>(T options, string name) where T : Options => SetOption(options, name, new List<TItem>());

    /// <summary>Sets a whole dictionary; null takes it out.</summary>
    public static T SetOptionEntries<T, TKey, TValue>(T options, string name, IEnumerable<KeyValuePair<TKey, TValue>>? entries) where T : Options where TKey : notnull
        => SetOption(options, name, entries is null ? null : OptionValue.MapOf<TKey, TValue>(entries));

    /// <summary>Adds entries to a dictionary; none of them must be there yet.</summary>
    public static T AddOptionEntries<T, TKey, TValue>(T options, string name, IEnumerable<KeyValuePair<TKey, TValue>> entries) where T : Options where TKey : notnull
    {
        var map = OptionValue.MapOf<TKey, TValue>(options.Bag.Find(name));
        OptionValue.AddAll(map, entries);
        return SetOption(options, name, map);
    }

    /// <summary>Sets one entry of a dictionary.</summary>
    public static T SetOptionEntry<T, TKey, TValue>(T options, string name, TKey key, TValue value) where T : Options where TKey : notnull
    {
        var map = OptionValue.MapOf<TKey, TValue>(options.Bag.Find(name));
        map[key] = value;
        return SetOption(options, name, map);
    }

    /// <summary>Adds one entry to a dictionary; it must not be there yet.</summary>
    public static T AddOptionEntry<T, TKey, TValue>(T options, string name, TKey key, TValue value) where T : Options where TKey : notnull
    {
        var map = OptionValue.MapOf<TKey, TValue>(options.Bag.Find(name));
        map.Add(key, value);
        return SetOption(options, name, map);
    }

    /// <summary>Takes one entry out of a dictionary.</summary>
    public static T RemoveOptionEntry<T, TKey, TValue>(T options, string name, TKey key) where T : Options where TKey : notnull
    {
        var map = OptionValue.MapOf<TKey, TValue>(options.Bag.Find(name));
        map.Remove(key);
        return SetOption(options, name, map);
    }

    /// <summary>Makes a dictionary empty.</summary>
    public static T ClearOptionEntries<T, TKey, TValue>(T options, string name) where T : Options where TKey : notnull
        => SetOption(options, name, new Dictionary<TKey, TValue>());
}
