namespace Nuke.Common.Tooling;

/// <summary>What all options have: apply, choose, combine. Everything gives modified copies.</summary>
public static class OptionsExtensions
{
    /// <summary>A copy, modified by <paramref name="modification"/>; for fluent methods of your own.</summary>
    public static T Modify<T>(this T options, Action<IOptions>? modification = null) where T : IOptions
    {
        var copy = (IOptions)((Options)(object)options).Copy();
        modification?.Invoke(copy);
        return (T)copy;
    }

    /// <summary>Applies a configurator.</summary>
    public static T Apply<T>(this T options, Configure<T> configurator) where T : Options => configurator(options);

    /// <summary>Applies a configurator to each.</summary>
    public static T[] Apply<T>(this T[] options, Configure<T> configurator) where T : Options => Array.ConvertAll(options, x => configurator(x));

    /// <summary>Applies a configurator with a value.</summary>
    public static T Apply<T, TValue>(this T options, Configure<T, TValue> configurator, TValue value) where T : Options, new() => configurator(options, value);

    /// <summary>Applies a configurator with a value to each.</summary>
    public static T[] Apply<T, TValue>(this T[] options, Configure<T, TValue> configurator, TValue value) where T : Options, new()
        => Array.ConvertAll(options, x => configurator(x, value));

    /// <summary>Applies a configurator if the condition holds.</summary>
    public static T When<T>(this T options, bool condition, Configure<T> configurator) where T : Options => condition ? configurator(options) : options;

    /// <summary>Applies a configurator if the condition holds.</summary>
    public static T When<T>(this T options, Func<T, bool> condition, Configure<T> configurator) where T : Options
        => condition(options) ? configurator(options) : options;

    /// <summary>Applies a configurator to each if the condition holds.</summary>
    public static T[] When<T>(this T[] options, bool condition, Configure<T> configurator) where T : Options
        => condition ? options.Apply(configurator) : options;

    /// <summary>Applies a configurator to those for which the condition holds.</summary>
    public static T[] When<T>(this T[] options, Func<T, bool> condition, Configure<T> configurator) where T : Options
        => Array.ConvertAll(options, x => condition(x) ? configurator(x) : x);

    /// <summary>One for each configurator.</summary>
    public static T[] CombineWith<T>(this T options, params Configure<T>[] configurators) where T : Options, new()
        => Array.ConvertAll(configurators, x => x(options));

    /// <summary>Those of all configurators.</summary>
    public static T[] CombineWith<T>(this T options, params CombinatorialConfigure<T>[] configurators) where T : Options, new()
        => [.. configurators.SelectMany(x => x(options))];

    /// <summary>Each with each configurator.</summary>
    public static T[] CombineWith<T>(this IEnumerable<T> options, params Configure<T>[] configurators) where T : Options, new()
    {
        T[] all = [.. options];
        return [.. configurators.SelectMany(x => all.Select(y => x(y)))];
    }

    /// <summary>Each with all configurators.</summary>
    public static T[] CombineWith<T>(this IEnumerable<T> options, params CombinatorialConfigure<T>[] configurators) where T : Options, new()
    {
        T[] all = [.. options];
        return [.. configurators.SelectMany(x => all.SelectMany(y => x(y)))];
    }

    /// <summary>One for each value.</summary>
    public static T[] CombineWith<T, TValue>(this T options, IEnumerable<TValue> values, Func<T, TValue, T> configurator) where T : Options
        => [.. values.Select(x => configurator(options, x))];

    /// <summary>Each with each value.</summary>
    public static T[] CombineWith<T, TValue>(this IEnumerable<T> options, IEnumerable<TValue> values, Func<T, TValue, T> configurator) where T : Options
    {
        TValue[] all = [.. values];
        return [.. options.SelectMany(x => all.Select(y => configurator(x, y)))];
    }

    /// <summary>Several for each value.</summary>
    public static T[] CombineWith<T, TValue>(this T options, IEnumerable<TValue> values, Func<T, TValue, IEnumerable<T>> configurator) where T : Options
        => [.. values.SelectMany(x => configurator(options, x))];

    /// <summary>Several for each with each value.</summary>
    public static T[] CombineWith<T, TValue>(this IEnumerable<T> options, IEnumerable<TValue> values, Func<T, TValue, IEnumerable<T>> configurator) where T : Options
    {
        TValue[] all = [.. values];
        return [.. options.SelectMany(x => all.SelectMany(y => configurator(x, y)))];
    }
}
