using System.Linq.Expressions;

namespace Nuke.Common.Tooling;

/// <summary>
/// Base of everything that is configured fluently. Each fluent method gives a modified copy; the instance that it is called on stays as it was.
/// A class of your own reads its values with <c>Get</c>: <c>public string Name => Get&lt;string>(() => Name);</c>.
/// </summary>
public class Options : IOptions
{
    private OptionBag _bag = new();

    internal OptionBag Bag => _bag;

    /// <summary>The value of the option that the property in <paramref name="provider"/> stands for; the type's default when it isn't set.</summary>
    protected T Get<T>(Expression<Func<object>> provider) => Get<T>(OptionName.Of(provider));

    /// <summary>The value of the option <paramref name="name"/>; the type's default when it isn't set.</summary>
    protected internal T Get<T>(string name) => OptionValue.As<T>(_bag.Find(name))!;

    /// <summary>Sets an option of this very instance. Null takes it out.</summary>
    protected internal void Set<T>(Expression<Func<T>> provider, object? value) => _bag.Set(OptionName.Of(provider), value);

    internal Options Copy()
    {
        var copy = (Options)MemberwiseClone();
        copy._bag = _bag.Copy();
        return copy;
    }

    T IOptions.Get<T>(Expression<Func<object>> provider) => Get<T>(provider);

    void IOptions.Set<T>(Expression<Func<T>> provider, object? value) => Set(provider, value);

    void IOptions.Remove<T>(Expression<Func<T>> provider) => _bag.Set(OptionName.Of(provider), null);

    void IOptions.SetDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key, TValue value)
        => Change<TKey, TValue>(provider, map => map[key] = value);

    void IOptions.AddDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key, TValue value)
        => Change<TKey, TValue>(provider, map => map.Add(key, value));

    void IOptions.AddDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, IEnumerable<KeyValuePair<TKey, TValue>> value)
        => Change<TKey, TValue>(provider, map => OptionValue.AddAll(map, value));

    void IOptions.RemoveDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key)
        => Change<TKey, TValue>(provider, map => map.Remove(key));

    void IOptions.ClearDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider)
        => _bag.Set(OptionName.Of(provider), new Dictionary<TKey, TValue>());

    void IOptions.AddCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, params T[] value)
        => Change<T>(provider, list => list.AddRange(value));

    void IOptions.AddCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, IEnumerable<T> value)
        => Change<T>(provider, list => list.AddRange(value));

    void IOptions.RemoveCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, params T[] value)
        => Change<T>(provider, list => list.RemoveAll(value.Contains));

    void IOptions.RemoveCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, IEnumerable<T> value)
        => Change<T>(provider, list => list.RemoveAll(value.ToHashSet().Contains));

    void IOptions.ClearCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider)
        => _bag.Set(OptionName.Of(provider), new List<T>());

    private void Change<TKey, TValue>(LambdaExpression provider, Action<Dictionary<TKey, TValue>> change)
        where TKey : notnull
    {
        var name = OptionName.Of(provider);
        var map = OptionValue.MapOf<TKey, TValue>(_bag.Find(name));
        change(map);
        _bag.Set(name, map);
    }

    private void Change<T>(LambdaExpression provider, Action<List<T>> change)
    {
        var name = OptionName.Of(provider);
        var list = OptionValue.ListOf<T>(_bag.Find(name));
        change(list);
        _bag.Set(name, list);
    }
}
