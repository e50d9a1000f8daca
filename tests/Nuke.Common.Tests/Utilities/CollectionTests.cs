using System.Collections;
using Nuke.Common.Utilities.Collections;
using Pipeline.Errors;

namespace CommonTests.Utilities;

public sealed class CollectionTests
{
    [Fact]
    public void Items_are_visited_with_and_without_position()
    {
        var seen = new List<string>();
        new[] { "a", "b" }.ForEach(seen.Add);
        new[] { "c" }.ForEach((x, i) => seen.Add(x + i));
        var lazy = new[] { "d", "e" }.ForEachLazy(seen.Add);
        Assert.Equal(["a", "b", "c0"], seen);

        Assert.Equal(["d"], lazy.Take(1));

        Assert.Equal(["a", "b", "c0", "d"], seen);
    }

    [Fact]
    public void Sequences_are_put_together_and_cut()
    {
        int[] none = [];
        int[]? missing = null;
        List<int> list = [1, 2, 3, 4];

        Assert.Equal([0, 1, 2, 3, 4], 0.Concat(list));
        Assert.Equal([1, 2, 3, 4, 5, 6], list.Concat(5, 6));
        Assert.Equal([1, 2], list.TakeUntil(x => x == 3));
        Assert.Equal([3, 4], list.SkipUntil(x => x == 3));
        Assert.Equal([1, 3], list.WhereNot(x => x % 2 == 0));
        Assert.Equal(list, list.WhereNot(null));
        Assert.Equal(["a"], new[] { "a", null }.WhereNotNull());
        Assert.Equal([1, 2], list.Distinct(x => x % 2));
        Assert.True(none.IsEmpty());
        Assert.True(missing.IsNullOrEmpty());
        Assert.Empty(missing.ToEmptyIfNull());
        Assert.Empty(((IList<int>?)null).ToEmptyIfNull());
        Assert.Empty(((IEnumerable<int>?)null).ToEmptyIfNull());
        Assert.True(list.SequenceStartsWith([1, 2]));
        Assert.False(list.SequenceStartsWith([2]));
        Assert.False(none.SequenceStartsWith([2]));
        Assert.Equal(["x"], ((object)"x").AsEnumerable<object>().Take(1).Select(_ => "x"));
        Assert.Equal([5], ((object)5).AsEnumerable<int>());
        Assert.Contains(list.Random(), list);
        Assert.Equal(list, list.Randomize().Order());
    }

    [Fact]
    public void One_item_is_one_item()
    {
        Assert.Equal(2, new[] { 1, 2 }.SingleOrError(x => x > 1, "no"));
        Assert.Equal(0, new[] { 1, 2 }.SingleOrDefaultOrError(x => x > 2, "no"));
        Assert.Equal(1, new[] { 1 }.SingleOrDefaultOrError("no"));
        Assert.Equal("no", Assert.Throws<InvalidOperationException>(() => new[] { 1, 2 }.SingleOrDefaultOrError("no")).Message);
        Assert.Equal("no", Assert.Throws<InvalidOperationException>(() => Array.Empty<int>().SingleOrError("no")).Message);
    }

    [Fact]
    public void Descendants_follow_a_chain_or_a_tree()
    {
        Assert.Equal(["abc", "ab", "a"], "abc".DescendantsAndSelf(x => x.Length > 1 ? x[..^1] : null));
        Assert.Equal(["ab", "a"], "abc".Descendants(x => x.Length > 1 ? x[..^1] : null));
        Assert.Equal([1, 2, 3], 1.DescendantsAndSelf(x => x + 1, x => x < 3));
        Assert.Equal([1, 11, 12, 2, 21, 22], 0.Descendants(x => x < 10 ? new[] { x * 10 + 1, x * 10 + 2 } : []));
        Assert.Equal(["r", "r1", "r2"], "r".DescendantsAndSelf(x => x.Length < 2 ? [x + "1", x + "2", x + "3"] : Array.Empty<string>(), x => x != "r3"));
    }

    [Fact]
    public void Dictionaries_are_filled_in_a_chain()
    {
        IDictionary<string, int> numbers = new Dictionary<string, int>();
        var texts = new Dictionary<string, string>();

        numbers.AddPair("a", 1).SetKeyValue("a", 2).AddPairWhenKeyNotNull(null, 3).AddPairWhenKeyNotNull("b", 4);
        texts.AddPair("n", 5).AddPairWhenValueNotNull("m", null).AddPairWhenValueNotNull("o", "6");
        var all = new Dictionary<string, int> { ["z"] = 0 }.AddDictionary(numbers).AddDictionary((IReadOnlyDictionary<string, int>)new Dictionary<string, int> { ["y"] = 1 });

        Assert.Equal(["z", "a", "b", "y"], all.Keys);
        Assert.Equal(2, all["a"]);
        Assert.Equal("5", texts["n"]);
        Assert.Equal(2, texts.Count);
        Assert.Equal(2, DictionaryExtensions.AsReadOnly(texts).Count);
        Assert.Equal(1, new Hashtable { ["x"] = 1 }.ToGeneric<string, int>(StringComparer.OrdinalIgnoreCase)["X"]);
    }

    [Fact]
    public void A_key_that_comes_twice_is_reported()
    {
        string[] words = ["ab", "ac", "b"];

        Assert.Equal(2, words.ToDictionary(x => x, x => x.Length, StringComparer.Ordinal, null)["ab"]);
        Assert.Equal("a", Assert.Throws<InvalidOperationException>(() => words.ToDictionary(x => x[..1], x => x, null, (_, key) => new InvalidOperationException(key))).Message);
        Assert.Throws<ArgumentException>(() => words.ToDictionary(x => x[..1], x => x, null, null));
        Assert.Contains(" - a", Assert.Throws<ArgumentException>(() => words.ToDictionarySafe(x => x[..1], x => x, "Twice:")).Message, StringComparison.Ordinal);
        Assert.Equal(3, words.ToDictionarySafe(x => x, x => x, "Twice").Count);
        Assert.Equal("2", new { Length = 2 }.ToPropertyDictionary(x => x.Name, x => x!.ToString())["Length"]);
    }

    [Fact]
    public void A_lookup_table_forgets_keys_without_values()
    {
        var table = new[] { "ab", "ac", "b" }.ToLookupTable(x => x[..1], x => x);
        table.Add("c", "c");
        table.Remove("c", "c");
        table.Remove("none", "c");
        table.AddRange("d", ["d1", "d2"]);
        table.Remove("b");

        Assert.Equal(2, table.Count);
        Assert.False(table.Contains("c"));
        Assert.Equal(["ab", "ac"], table["a"]);
        Assert.Empty(table["none"]);
        Assert.Equal(["a", "d"], table.AsReadOnly().Select(x => x.Key));
        Assert.Equal(["d1", "d2"], table.ToLookupTable(StringComparer.OrdinalIgnoreCase)["D"]);
        Assert.All(((IEnumerable)table).Cast<IEnumerable>(), x => Assert.NotEmpty(x));
        table.Clear();
        Assert.Empty(table);
        Assert.Empty(new LookupTable<string, int>(StringComparer.Ordinal));
        Assert.Empty(new LookupTable<string, int>());
    }

    [Fact]
    public void Sorting_puts_dependencies_first_and_names_a_cycle()
    {
        Assert.Equal([1, 2, 3], new[] { 3, 2 }.TSort(x => x > 1 ? [x - 1] : Array.Empty<int>()));
        Assert.Equal([2, 1], new[] { 1 }.TSort(x => [3 - x]));
        Assert.Contains("1 -> 2 -> 1", Assert.Throws<PipelineException>(() => new[] { 1 }.TSort(x => [3 - x], throwOnCycle: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_are_taken_apart()
    {
        var (a, b) = "x=y".Split('=');
        var (c, d, e) = new[] { 1, 2 };
        var (f, g, h, i, j, k) = new[] { 1, 2, 3, 4, 5, 6 };

        Assert.Equal(("x", "y"), (a, b));
        Assert.Equal((1, 2, 0), (c, d, e));
        Assert.Equal((1, 2, 3, 4, 5, 6), (f, g, h, i, j, k));
    }
}
