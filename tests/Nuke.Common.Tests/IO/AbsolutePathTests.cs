using System.ComponentModel;
using Nuke.Common.IO;

namespace CommonTests.IO;

public sealed class AbsolutePathTests
{
    private static AbsolutePath Root => "/work/repo";

    [Theory]
    [InlineData("/a/b/../c/./d/", "/a/c/d")]
    [InlineData("/", "/")]
    [InlineData("/a//b\\c", "/a/b/c")]
    [InlineData("C:", "C:\\")]
    [InlineData("C:/a/../b", "C:\\b")]
    [InlineData("\\\\server\\share\\..\\x", "\\\\server\\x")]
    [InlineData("\\\\build-server\\share", "\\\\build-server\\share")]
    public void A_path_is_normalized_in_the_style_of_its_root(string text, string expected)
    {
        AbsolutePath path = text;

        Assert.Equal(expected, path.ToString());
    }

    [Fact]
    public void A_string_must_be_rooted_to_become_a_path()
    {
        var error = Assert.Throws<ArgumentException>(() => (AbsolutePath)"src/a");

        Assert.Contains("'src/a' must be rooted", error.Message, StringComparison.Ordinal);
        Assert.Null((AbsolutePath?)(string?)null);
        Assert.Null((string?)(AbsolutePath?)null);
    }

    [Fact]
    public void Climbing_above_the_root_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Root / "../../..");
        Assert.Null(AbsolutePath.Create("/").Parent);
        Assert.Null(AbsolutePath.Create("C:\\").Parent);
        Assert.Null(AbsolutePath.Create("\\\\server").Parent);
    }

    [Fact]
    public void A_rooted_path_cannot_follow_another()
    {
        var error = Assert.Throws<ArgumentException>(() => Root / "/etc");

        Assert.Contains("must not be rooted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_appended_stays_where_it_is()
    {
        Assert.Equal(Root, Root / null);
        Assert.Equal(Root, Root / "");
        Assert.Equal("/work/repo.bak", Root + ".bak");
        Assert.Equal(Root, Root + null);
    }

    [Theory]
    [InlineData("d", "\"/a b\"")]
    [InlineData("dn", "\"/a b\"")]
    [InlineData("s", "'/a b'")]
    [InlineData("sn", "'/a b'")]
    [InlineData("nq", "/a b")]
    [InlineData(null, "/a b")]
    public void A_format_says_how_to_quote(string? format, string expected)
    {
        AbsolutePath path = "/a b";

        Assert.Equal(expected, path.ToString(format));
        Assert.Equal(expected, string.Format(null, $"{{0:{format}}}", path));
        Assert.Equal("/ab", ((AbsolutePath)"/ab").ToString("dn"));
    }

    [Fact]
    public void An_unknown_format_is_named_in_the_error()
        => Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => Root.ToString("x")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_name_of_a_windows_path_is_found_on_any_system()
    {
        AbsolutePath path = @"C:\src\App.Tests.csproj";

        Assert.Equal("App.Tests.csproj", path.Name);
        Assert.Equal("App.Tests", path.NameWithoutExtension);
        Assert.Equal(".csproj", path.Extension);
        Assert.Equal("", ((AbsolutePath)"C:\\").Name);
        Assert.Equal("", ((AbsolutePath)"/").Name);
        Assert.Equal(@"C:\src\App.Tests.sln", path.WithExtension("sln"));
        Assert.True(path.HasExtension(".sln", ".CSPROJ"));
    }

    [Fact]
    public void A_parameter_converts_from_text_and_may_be_relative()
    {
        var converter = TypeDescriptor.GetConverter(typeof(AbsolutePath));

        Assert.True(converter.CanConvertFrom(typeof(string)));
        Assert.Equal("/x", ((AbsolutePath)converter.ConvertFromInvariantString("/x/y/..")!).ToString());
        Assert.Equal(Path.GetFullPath("sub"), ((AbsolutePath)converter.ConvertFromInvariantString("sub")!).ToString());
        Assert.Null(converter.ConvertFrom(null, null, null!));
    }

    [Fact]
    public void Comparison_takes_null_and_other_types()
    {
        AbsolutePath? none = null;

        Assert.True(none == null);
        Assert.True(Root != none);
        Assert.False(Root.Equals("/work/repo"));
        Assert.Same(Root.GetType(), ((IAbsolutePathHolder)Root).Path.GetType());
    }

    [Fact]
    public void A_range_other_than_dotdot_is_an_error()
        => Assert.Throws<ArgumentException>(() => Root / 1..2);

    [Fact]
    public void Relative_paths_keep_their_separator()
    {
        Assert.Equal("a\\b\\c", (WinRelativePath)"a/b" / "c");
        Assert.Equal("a/b/c", (UnixRelativePath)@"a\b" / "c");
        Assert.Equal("a/c", (UnixRelativePath)"a/b" / ".." / "c");
        Assert.Equal("a", ((UnixRelativePath)"a/b" / ..).ToString());
        Assert.Equal("a/b.txt", ((UnixRelativePath)"a/b" + ".txt").ToString());
        Assert.Equal("../x", ((RelativePath)"../a/../x").ToUnixRelativePath().ToString());
        Assert.Equal("..\\x", ((RelativePath)"../x").ToWinRelativePath().ToString());
        Assert.Null((RelativePath?)(string?)null);
        Assert.Null((WinRelativePath?)(string?)null);
        Assert.Null((UnixRelativePath?)(string?)null);
        Assert.Equal((RelativePath)"a/b", (RelativePath)"a//b");
        Assert.Equal(((RelativePath)"a/b").GetHashCode(), ((RelativePath)"a//b").GetHashCode());
        Assert.Throws<ArgumentException>(() => (RelativePath)"a" / 0..1);
    }

    [Fact]
    public void There_is_no_relative_path_between_roots()
    {
        Assert.Throws<ArgumentException>(() => PathConstruction.GetRelativePath("C:\\a", "D:\\a"));
        Assert.Throws<ArgumentException>(() => PathConstruction.GetRelativePath("/a", "C:\\a"));
        Assert.False(PathConstruction.IsDescendantPath("C:\\a", "D:\\a\\b"));
        Assert.Equal("..\\C", PathConstruction.GetRelativePath("C:\\A\\b", "c:\\a\\C", normalize: false));
    }

    [Fact]
    public void A_separator_must_fit_the_root()
    {
        Assert.Throws<ArgumentException>(() => PathConstruction.NormalizePath("C:\\a", '/'));
        Assert.Throws<ArgumentException>(() => PathConstruction.Combine("/a", "b", '\\'));
        Assert.Equal("a\\b", PathConstruction.NormalizePath("a/b", '\\'));
        Assert.Equal("C:\\", PathConstruction.Combine("C:", null));
        Assert.Equal("b", PathConstruction.Combine(null, "b"));
        Assert.Equal("", PathConstruction.NormalizePath(null));
    }
}
