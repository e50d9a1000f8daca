using FsCheck;
using FsCheck.Fluent;
using Nuke.Common.IO;

namespace CommonTests.IO;

/// <summary>Path arithmetic against plain lists of names.</summary>
public sealed class PathArithmeticTests
{
    private static readonly string[] s_names = ["a", "b", "src", "Foo.Bar", ".git", "x y", "ä", "...", "a.tar.gz"];

    private static readonly Gen<string[]> s_parts = Gen.Elements(s_names).ArrayOf();

    private static readonly Gen<string[]> s_steps = Gen.Elements([.. s_names, ".", ".."]).ArrayOf();

    private static readonly Gen<(string Root, char Separator)> s_roots = Gen.Elements(("/", '/'), (@"C:\", '\\'), (@"\\server\", '\\'));

    [Fact]
    public void Going_down_and_up_is_what_a_stack_does() => Check(s_roots, s_steps, (root, steps) =>
    {
        var stack = new List<string>();
        foreach (var step in steps)
        {
            if (step == ".." && stack.Count == 0)
                return;
            if (step == "..")
                stack.RemoveAt(stack.Count - 1);
            else if (step != ".")
                stack.Add(step);
        }

        var path = AbsolutePath.Create(root.Root) / string.Join(steps.Length % 2 == 0 ? '/' : '\\', steps);

        Assert.Equal(Expected(root, stack), path.ToString());
    });

    [Fact]
    public void Normalizing_twice_changes_nothing_more() => Check(s_roots, s_steps, (root, steps) =>
    {
        var text = string.Join("//", steps);
        var relative = PathConstruction.NormalizePath(text);
        Assert.Equal(relative, PathConstruction.NormalizePath(relative));

        var rooted = AbsolutePath.Create(root.Root) / "1" / "2" / "3" / "4";
        if (steps.Count(x => x == "..") <= 4)
            Assert.Equal(rooted / text, AbsolutePath.Create((rooted / text).ToString()));
    });

    [Fact]
    public void A_relative_path_leads_from_its_base_to_its_destination() => Check(s_roots, Gen.Zip(s_parts, s_parts), (root, pair) =>
    {
        AbsolutePath from = Expected(root, pair.Item1);
        AbsolutePath to = Expected(root, pair.Item2);

        Assert.Equal(to, from / PathConstruction.GetRelativePath(from, to));
        Assert.Equal(to, from / from.GetUnixRelativePathTo(to));
        Assert.Equal(to, from / from.GetWinRelativePathTo(to));
    });

    [Fact]
    public void A_path_contains_what_begins_with_its_parts() => Check(s_roots, Gen.Zip(s_parts, s_parts), (root, pair) =>
    {
        AbsolutePath from = Expected(root, pair.Item1);
        AbsolutePath to = Expected(root, pair.Item2);

        Assert.Equal(pair.Item2.Take(pair.Item1.Length).SequenceEqual(pair.Item1), from.Contains(to));
    });

    [Fact]
    public void The_parent_drops_the_last_part_and_the_name_is_it() => Check(s_roots, s_parts.Where(x => x.Length > 0 && x[^1] != "..."), (root, parts) =>
    {
        AbsolutePath path = Expected(root, parts);

        Assert.Equal(Expected(root, parts[..^1]), path.Parent);
        Assert.Equal(path.Parent, path / ..);
        Assert.Equal(parts[^1], path.Name);
        Assert.Equal(path.Name, path.NameWithoutExtension + path.Extension);
    });

    [Fact]
    public void Equal_paths_have_equal_hashes_and_windows_paths_ignore_case() => Check(s_roots, s_parts, (root, parts) =>
    {
        AbsolutePath path = Expected(root, parts);
        AbsolutePath upper = path.ToString().ToUpperInvariant();

        Assert.Equal(root.Separator == '\\' || path.ToString() == upper.ToString(), path == upper);
        if (path == upper)
            Assert.Equal(path.GetHashCode(), upper.GetHashCode());
    });

    private static string Expected((string Root, char Separator) root, IReadOnlyCollection<string> parts)
        => parts.Count == 0 && root.Root.StartsWith(@"\\", StringComparison.Ordinal)
            ? root.Root.TrimEnd('\\')
            : root.Root + string.Join(root.Separator, parts);

    private static void Check<T>(Gen<(string Root, char Separator)> roots, Gen<T> values, Action<(string Root, char Separator), T> property)
        => Prop.ForAll(Gen.Zip(roots, values).ToArbitrary(), x =>
        {
            property(x.Item1, x.Item2);
            return true;
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300));
}
