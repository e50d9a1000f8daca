using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Globbing;

namespace Pipeline.Engine.Tests.Globbing;

public sealed class GlobPropertyTests
{
    private static readonly Gen<string> s_name = Gen.Elements("a", "b", "ab", "a.cs", "b.cs", "bin");

    private static readonly Gen<string> s_path =
        from count in Gen.Choose(1, 4)
        from parts in s_name.ListOf(count)
        select string.Join('/', parts);

    private static readonly Gen<string> s_pattern =
        from exclude in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Constant("!")))
        from count in Gen.Choose(1, 4)
        from parts in Gen.Elements("a", "b", "*", "**", "a*", "*.cs", "?", "[ab]", "{a,b}", "*b", "bin", "{a,**}").ListOf(count)
        select exclude + string.Join('/', parts);

    [Fact]
    public void A_pattern_means_what_its_recursive_definition_says() =>
        Prop.ForAll(
            Arb.From(s_pattern.Where(x => x[0] != '!')),
            Arb.From(s_path),
            (pattern, path) => Glob.Parse(pattern, GlobCase.Sensitive).IsMatch(path)
                == GlobBraces.Expand(pattern).Any(x => Model(x.Split('/'), path.Split('/'))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_walk_finds_exactly_the_files_that_match()
    {
        using var tree = new FileTree();
        foreach (var path in s_path.Sample(200))
        {
            // A name that is a directory already, or lies below a file, is left out: the tree is random, not impossible.
            if (!Directory.Exists(tree[path]) && !path.Split('/').SkipLast(1).Scan().Any(x => File.Exists(tree[x])))
                tree.Write(path, "");
        }

        var files = tree.Relative(Directory.EnumerateFiles(tree.Root, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 20);

        Prop.ForAll(
            Arb.From(s_pattern.NonEmptyListOf()),
            patterns =>
            {
                var set = new GlobSet(tree.Root, [.. patterns], GlobCase.Sensitive);
                Assert.Equal(files.Where(x => set.IsMatch(x)), tree.Relative(set.GlobFiles()));
            }).QuickCheckThrowOnFailure();
    }

    private static bool Model(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
            return path.IsEmpty;
        if (pattern[0] == "**")
            return pattern.Length == 1 ? !path.IsEmpty : Model(pattern[1..], path) || !path.IsEmpty && Model(pattern, path[1..]);
        return !path.IsEmpty && ModelName(pattern[0], path[0]) && Model(pattern[1..], path[1..]);
    }

    private static bool ModelName(string pattern, string name) => pattern switch
    {
        "*" => true,
        "?" => name.Length == 1,
        "[ab]" => name is "a" or "b",
        _ when pattern.StartsWith('*') => name.EndsWith(pattern[1..], StringComparison.Ordinal),
        _ when pattern.EndsWith('*') => name.StartsWith(pattern[..^1], StringComparison.Ordinal),
        _ => name == pattern,
    };
}

internal static class PathPrefixes
{
    /// <summary>a, a/b, a/b/c.</summary>
    public static IEnumerable<string> Scan(this IEnumerable<string> parts)
    {
        var path = "";
        foreach (var part in parts)
            yield return path = path.Length == 0 ? part : path + "/" + part;
    }
}
