using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.MongoDB.Trees;
using Numbers = Pipeline.Embedded.MongoDB.Trees.Tree<long, string, Pipeline.Embedded.MongoDB.Trees.NumberOrder>;

namespace Pipeline.Embedded.MongoDB.Tests.Trees;

/// <summary>Random changes of a tree and of the plainest sorted map.</summary>
public class TreeModelTests
{
    private static readonly Gen<Change> Changes =
        from key in Gen.Choose(0, 400)
        from count in Gen.Choose(1, 200)
        from kind in Gen.Frequency((4, Gen.Constant(ChangeKind.Set)), (3, Gen.Constant(ChangeKind.Remove)), (1, Gen.Constant(ChangeKind.Keep)))
        select new Change(kind, key * 10, count);

    [Fact]
    public void A_tree_holds_what_a_sorted_map_holds_and_snapshots_stay()
    {
        var property = Prop.ForAll(Changes.ArrayOf(40).ToArbitrary(), changes =>
        {
            var editor = default(Numbers).Edit();
            var model = new SortedDictionary<long, string>();
            var kept = new List<(Numbers Tree, KeyValuePair<long, string>[] Expected)>();
            foreach (var change in changes)
            {
                Apply(change, editor, model, kept);
                if (change.Kind == ChangeKind.Keep)
                    kept.Add((editor.ToTree(), [.. model]));
            }

            kept.Add((editor.ToTree(), [.. model]));
            foreach (var (tree, expected) in kept)
                RequireSame(expected, tree);
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), property);
    }

    [Fact]
    public void A_cursor_finds_the_neighbours_of_any_key()
    {
        var property = Prop.ForAll(Changes.ArrayOf(12).ToArbitrary(), Gen.Choose(-5, 6100).ArrayOf(50).ToArbitrary(), (changes, sought) =>
        {
            var editor = default(Numbers).Edit();
            var model = new SortedDictionary<long, string>();
            foreach (var change in changes)
                Apply(change, editor, model, []);
            long[] keys = [.. model.Keys];

            foreach (var key in sought)
            {
                var cursor = editor.Cursor();
                var at = Array.BinarySearch(keys, key) is var found && found >= 0 ? found : ~found;
                Assert.Equal(at < keys.Length, cursor.Seek(key));
                for (var i = at; i < keys.Length && i < at + 70; i++, Assert.Equal(i < keys.Length, cursor.MoveNext()))
                    Assert.Equal(keys[i], cursor.Key);

                var back = found >= 0 ? found : at - 1;
                Assert.Equal(back >= 0, cursor.SeekBack(key));
                for (var i = back; i >= 0 && i > back - 70; i--, Assert.Equal(i >= 0, cursor.MovePrevious()))
                    Assert.Equal(keys[i], cursor.Key);
                Assert.Equal(found >= 0, editor.TryGet(key, out _));
            }
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), property);
    }

    [Fact]
    public void A_cursor_turns_round_anywhere()
    {
        var editor = Filled(1000);
        var cursor = editor.Cursor();
        Assert.True(cursor.Seek(500));

        for (var i = 0; i < 300; i++)
            Assert.True(cursor.MoveNext());
        for (var i = 0; i < 700; i++)
            Assert.True(cursor.MovePrevious());

        Assert.Equal(100, cursor.Key);
    }

    [Fact]
    public void An_empty_tree_has_no_entries()
    {
        var cursor = default(Numbers).Cursor();

        Assert.False(cursor.SeekFirst() || cursor.SeekLast() || cursor.Seek(1) || cursor.SeekBack(1));
        Assert.False(default(Numbers).TryGet(1, out _));
        Assert.False(default(Numbers).Edit().Remove(1));
    }

    [Fact]
    public void Appended_entries_fill_their_nodes()
    {
        var tree = Filled(100_000).ToTree();

        var leaves = Leaves(tree.Root!).Select(x => x.Count).ToArray();

        Assert.All(leaves[..^1], count => Assert.Equal(TreeNode<long>.Capacity, count));
        Assert.Equal(3, Depth(tree.Root!));
    }

    [Fact]
    public void A_tree_is_whole_after_most_of_it_was_deleted()
    {
        var editor = Filled(50_000);
        for (var i = 0; i < 50_000; i++)
        {
            if (i % 977 != 0)
                Assert.True(editor.Remove(i));
        }

        var tree = editor.ToTree();
        RequireSame([.. Enumerable.Range(0, 50_000).Where(x => x % 977 == 0).Select(x => KeyValuePair.Create((long)x, $"{x}"))], tree);
        for (var i = 0; i < 50_000; i += 977)
            Assert.True(editor.Remove(i));
        Assert.Null(editor.Root);
        Assert.Equal(0, editor.Count);
    }

    [Fact]
    public void A_queue_stays_shallow()
    {
        var editor = default(Numbers).Edit();
        for (var i = 0; i < 200_000; i++)
        {
            editor.Set(i, "");
            if (i >= 1000)
                Assert.True(editor.Remove(i - 1000));
        }

        Assert.Equal(1000, editor.Count);
        Assert.InRange(Depth(editor.Root!), 1, 4);
        Assert.InRange(Leaves(editor.Root!).Count(), 15, 18);
    }

    private static void Apply(Change change, TreeEditor<long, string, NumberOrder> editor, SortedDictionary<long, string> model, List<(Numbers, KeyValuePair<long, string>[])> kept)
    {
        for (var i = 0; i < change.Count; i++)
        {
            var key = change.Key + (i * 7);
            if (change.Kind == ChangeKind.Set)
            {
                editor.Set(key, $"{key}.{kept.Count}");
                model[key] = $"{key}.{kept.Count}";
            }
            else if (change.Kind == ChangeKind.Remove)
            {
                Assert.Equal(model.Remove(key), editor.Remove(key));
            }
        }

        Assert.Equal(model.Count, editor.Count);
    }

    private static void RequireSame(KeyValuePair<long, string>[] expected, Numbers tree)
    {
        var forward = new List<KeyValuePair<long, string>>();
        var cursor = tree.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
            forward.Add(KeyValuePair.Create(cursor.Key, cursor.Value));
        var backward = new List<KeyValuePair<long, string>>();
        for (var more = cursor.SeekLast(); more; more = cursor.MovePrevious())
            backward.Add(KeyValuePair.Create(cursor.Key, cursor.Value));

        Assert.Equal(expected, forward);
        backward.Reverse();
        Assert.Equal(expected, backward);
        Assert.Equal(expected.Length, tree.Count);
    }

    private static TreeEditor<long, string, NumberOrder> Filled(int count)
    {
        var editor = default(Numbers).Edit();
        for (var i = 0; i < count; i++)
            editor.Set(i, $"{i}");
        return editor;
    }

    private static IEnumerable<TreeNode<long>> Leaves(TreeNode<long> node) =>
        node is TreeBranch<long> branch ? branch.Children.Take(branch.Count).SelectMany(Leaves) : [node];

    private static int Depth(TreeNode<long> node) => node is TreeBranch<long> branch ? 1 + Depth(branch.Children[0]) : 1;

    public enum ChangeKind
    {
        Set,
        Remove,
        Keep,
    }

    public sealed record Change(ChangeKind Kind, long Key, int Count);
}
