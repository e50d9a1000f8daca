namespace Nuke.Common.Tooling;

/// <summary>The options that were set, in the order they were first set; the order of a command line's arguments follows it.</summary>
internal sealed class OptionBag
{
    private string[] _names;
    private object[] _values;

    public OptionBag()
    {
        _names = [];
        _values = [];
    }

    private OptionBag(OptionBag other)
    {
        _names = other._names.AsSpan(0, other.Count).ToArray();
        _values = other._values.AsSpan(0, other.Count).ToArray();
        Count = other.Count;
    }

    public int Count { get; private set; }

    public OptionBag Copy() => new(this);

    public string NameAt(int index) => _names[index];

    public object ValueAt(int index) => _values[index];

    public object? Find(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? null : _values[index];
    }

    /// <summary>Sets an option in its old place, or as the last one; null takes it out.</summary>
    public void Set(string name, object? value)
    {
        var index = IndexOf(name);
        if (value is null)
        {
            if (index >= 0)
                RemoveAt(index);
        }
        else if (index >= 0)
        {
            _values[index] = value;
        }
        else
        {
            if (Count == _names.Length)
            {
                Array.Resize(ref _names, Count + 4);
                Array.Resize(ref _values, Count + 4);
            }
            _names[Count] = name;
            _values[Count++] = value;
        }
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_names[i] == name)
                return i;
        }
        return -1;
    }

    private void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_names, index + 1, _names, index, Count - index);
        Array.Copy(_values, index + 1, _values, index, Count - index);
    }
}
