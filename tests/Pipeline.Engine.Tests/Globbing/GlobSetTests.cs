using Pipeline.Engine.Globbing;

namespace Pipeline.Engine.Tests.Globbing;

public sealed class GlobSetTests
{
    private static readonly string[] s_repository =
    [
        "Build.sln", "src/A/A.csproj", "src/A/One.cs", "src/A/bin/Debug/A.dll", "src/A/obj/x.cs", "src/B/Two.cs",
        "src/B/.hidden/Three.cs", "tests/A.Tests/OneTests.cs", "docs/index.md", "[odd]/file.cs",
    ];

    [Theory]
    [InlineData("**/*.cs", "[odd]/file.cs src/A/One.cs src/A/obj/x.cs src/B/.hidden/Three.cs src/B/Two.cs tests/A.Tests/OneTests.cs")]
    [InlineData("src/**/*.cs !**/obj/**", "src/A/One.cs src/B/.hidden/Three.cs src/B/Two.cs")]
    [InlineData("!**/obj src/**/*.cs", "src/A/One.cs src/B/.hidden/Three.cs src/B/Two.cs")]
    [InlineData("src/**/*.cs !**/{obj,.hidden}", "src/A/One.cs src/B/Two.cs")]
    [InlineData("src/**/*.cs !**/T*.cs", "src/A/One.cs src/A/obj/x.cs")]
    [InlineData("src/** !src/*", "src/A/A.csproj src/A/One.cs src/A/bin/Debug/A.dll src/A/obj/x.cs src/B/.hidden/Three.cs src/B/Two.cs")]
    [InlineData("src/A/A.csproj docs/index.md nowhere/a", "docs/index.md src/A/A.csproj")]
    [InlineData("*.sln **/Build.sln", "Build.sln")]
    [InlineData("[[]odd]/*", "[odd]/file.cs")]
    [InlineData("src/A", "")]
    [InlineData("src/A/One.cs/x", "")]
    [InlineData("** !**", "")]
    [InlineData("!**/*.md", "")]
    [InlineData("src/../docs/*", "docs/index.md")]
    public void Files_are_found_once_and_in_order(string patterns, string expected)
    {
        using var tree = new FileTree(s_repository);

        var found = GlobWalker.GlobFiles(tree.Root, patterns.Split(' '), GlobCase.Sensitive);

        Assert.Equal(expected, string.Join(' ', tree.Relative(found)));
    }

    [Theory]
    [InlineData("**/{bin,obj}", "src/A/bin src/A/obj")]
    [InlineData("src/*", "src/A src/B")]
    [InlineData("src/B/**", "src/B/.hidden")]
    [InlineData("src/A docs nowhere", "docs src/A")]
    [InlineData("** !src", "[odd] docs tests tests/A.Tests")]
    [InlineData("*/*/*.cs", "")]
    public void Directories_are_found_and_never_the_root(string patterns, string expected)
    {
        using var tree = new FileTree(s_repository);

        var found = GlobWalker.GlobDirectories(tree.Root, patterns.Split(' '), GlobCase.Sensitive);

        Assert.Equal(expected, string.Join(' ', tree.Relative(found)));
    }

    [Fact]
    public void Case_is_ignored_on_request_on_any_file_system()
    {
        using var tree = new FileTree("Folder/File.TXT");

        Assert.Empty(GlobWalker.GlobFiles(tree.Root, ["folder/file.txt"], GlobCase.Sensitive));
        Assert.Equal(["Folder/File.TXT"], tree.Relative(GlobWalker.GlobFiles(tree.Root, ["folder/file.txt"], GlobCase.Insensitive)));
    }

    [Fact]
    public void Absolute_patterns_and_patterns_that_lead_out_of_the_root_work_beside_relative_ones()
    {
        using var tree = new FileTree("root[1]/a.cs", "root[1]/deep/b.cs", "other/c.cs");
        var set = new GlobSet(tree["root[1]"], [tree["root[1]/deep"] + "/*.cs", "../other/*.cs", tree["other"] + "/c.*", "a.cs", "!" + tree["root[1]"] + "/a.*"]);

        var found = set.GlobFiles();

        Assert.Equal(["other/c.cs", "root[1]/deep/b.cs"], tree.Relative(found));
        Assert.True(set.IsMatch("deep/b.cs"));
        Assert.True(set.IsMatch(tree["other/c.cs"]));
        Assert.False(set.IsMatch("a.cs"));
        Assert.False(set.IsMatch(tree["other/d.txt"]));
        Assert.False(set.IsMatch("."));
    }

    [Fact]
    public void A_root_that_does_not_exist_has_no_files()
    {
        using var tree = new FileTree();

        Assert.Empty(GlobWalker.GlobFiles(tree["nowhere"], ["**"]));
        Assert.Empty(GlobWalker.GlobDirectories(tree["nowhere"], ["**", "a/b"]));
    }

    [Fact]
    public void Links_to_directories_are_followed_but_not_in_circles()
    {
        using var tree = new FileTree("root/a/x.cs", "outside/y.cs", "outside/deep/z.cs");
        Directory.CreateSymbolicLink(tree["root/a/self"], tree["root/a"]);
        Directory.CreateSymbolicLink(tree["root/a/up"], "../..");
        Directory.CreateSymbolicLink(tree["root/out"], "../outside");
        Directory.CreateSymbolicLink(tree["outside/deep/back"], tree["outside"]);
        Directory.CreateSymbolicLink(tree["outside/deep/home"], tree["root"]);
        File.CreateSymbolicLink(tree["root/dangling.cs"], tree["gone.cs"]);

        var walked = GlobWalker.GlobFiles(tree["root"], ["**/*.cs"]);
        var probed = GlobWalker.GlobFiles(tree["root"], ["out/deep/z.cs", "dangling.cs", "a/self/x.cs"], GlobCase.Sensitive);

        Assert.Equal(["root/a/x.cs", "root/dangling.cs", "root/out/deep/z.cs", "root/out/y.cs"], tree.Relative(walked));
        Assert.Equal(["root/dangling.cs", "root/out/deep/z.cs"], tree.Relative(probed));
    }

    [Fact]
    public void Links_nested_too_deep_are_left_alone()
    {
        using var tree = new FileTree("root/x.cs");
        for (var i = 0; i < 12; i++)
        {
            tree.Write($"far/{i}/x.cs", "");
            if (i < 11)
                Directory.CreateSymbolicLink(tree[$"far/{i}/next"], tree[$"far/{i + 1}"]);
        }

        Directory.CreateSymbolicLink(tree["root/next"], tree["far/0"]);

        Assert.Equal(9, GlobWalker.GlobFiles(tree["root"], ["**/*.cs"]).Count);
    }

    [Fact]
    public void A_walk_that_does_not_follow_links_reports_them_as_files()
    {
        using var tree = new FileTree("a/x.cs");
        Directory.CreateSymbolicLink(tree["b"], tree["a"]);

        var found = new GlobSet(tree.Root, ["**"]).Walk(GlobKinds.Files | GlobKinds.Directories, followLinks: false);
        var named = new GlobSet(tree.Root, ["b/**"]).Walk(GlobKinds.Files, followLinks: false);

        Assert.Equal(["a/x.cs", "b"], tree.Relative(found.Files));
        Assert.Equal(["a"], tree.Relative(found.Directories));
        Assert.Equal(["b/x.cs"], tree.Relative(named.Files));
    }

    [Fact]
    public void A_walk_says_which_patterns_matched_something()
    {
        using var tree = new FileTree("a/x.cs", "b/y.cs");

        var found = new GlobSet(tree.Root, ["a/*.cs", "**/*.cs", "nothing", tree["b"] + "/*", "!**/y.cs"]).Walk(GlobKinds.Files);

        Assert.Equal([true, true, false, false, false], found.Hits);
    }

    [Theory]
    [InlineData("a/**", "b", false)]
    [InlineData("a/**", "a", true)]
    [InlineData("** !b", "b", false)]
    [InlineData("** !b/**", "b", false)]
    [InlineData("** !b/*", "b", true)]
    [InlineData("** !b*", "b", true)]
    [InlineData("!**/c", "b", false)]
    public void A_directory_is_entered_only_where_something_below_can_match(string patterns, string directory, bool isEntered)
    {
        var all = patterns.Split(' ');
        var machine = GlobMachine.Compile([.. all.Select(x => x.TrimStart('!'))], GlobCase.Sensitive, [.. all.Select(x => x[0] == '!')]);
        var states = new int[machine.StateCount];
        var count = machine.Start(states);

        var next = machine.Enter(states.AsSpan(0, count), directory, new int[machine.StateCount]);

        Assert.Equal(isEntered, next > 0);
    }
}
