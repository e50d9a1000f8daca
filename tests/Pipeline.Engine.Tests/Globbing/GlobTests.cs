using Pipeline.Engine.Globbing;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Globbing;

public sealed class GlobTests
{
    [Theory]
    [InlineData("**/*.cs", "a.cs")]
    [InlineData("**/*.cs", "src/deep/er/a.cs")]
    [InlineData("*.cs", "a.cs")]
    [InlineData("./*.cs", "a.cs")]
    [InlineData("src/**", "src/a/b.txt")]
    [InlineData("src/", "src")]
    [InlineData("**", "a")]
    [InlineData("**", "a/b")]
    [InlineData("**/**/a", "a")]
    [InlineData("a/**/b/**/c", "a/b/c")]
    [InlineData("a/**/b/**/c", "a/x/y/b/z/c")]
    [InlineData("**/a/**/b", "a/a/a/b")]
    [InlineData("a**/*.cs", "ab/c.cs")]
    [InlineData("**a/*.cs", "ba/c.cs")]
    [InlineData("a*b*c", "a-b-b-c")]
    [InlineData("*", ".hidden")]
    [InlineData("a?c", "abc")]
    [InlineData("ab*cd", "abcdcd")]
    [InlineData("build*", "build.sh")]
    [InlineData("file[abc].txt", "fileb.txt")]
    [InlineData("file[a-c0-9].txt", "file7.txt")]
    [InlineData("file[!a-c].txt", "filez.txt")]
    [InlineData("file[^a-c].txt", "filez.txt")]
    [InlineData("file[]].txt", "file].txt")]
    [InlineData("file[[]1].txt", "file[1].txt")]
    [InlineData("[*]", "*")]
    [InlineData("[a-]", "-")]
    [InlineData("*.{cs,csproj}", "a.csproj")]
    [InlineData("a{b,c}d", "acd")]
    [InlineData("x{,s}", "x")]
    [InlineData("{src,tests/{unit,fault}}/**/*.cs", "tests/fault/a.cs")]
    [InlineData("{src,tests/{unit,fault}}/**/*.cs", "src/a.cs")]
    [InlineData("{x}", "{x}")]
    [InlineData("[{]x,y}", "{x,y}")]
    [InlineData(@"src\**\*.cs", "src/a/b.cs")]
    [InlineData("src/*.cs", @"src\b.cs")]
    [InlineData("src/*.cs", "./src/b.cs")]
    public void A_pattern_matches(string pattern, string path) =>
        Assert.True(Glob.Parse(pattern, GlobCase.Sensitive).IsMatch(path));

    [Theory]
    [InlineData("*.cs", "src/a.cs")]
    [InlineData("*.cs", "a.CS")]
    [InlineData("src/**", "src")]
    [InlineData("src/*", "src/a/b")]
    [InlineData("a**/*.cs", "a/b/c.cs")]
    [InlineData("**a/*.cs", "b/a/a.cs")]
    [InlineData("a?c", "ac")]
    [InlineData("a?c", "a/c")]
    [InlineData("file[abc].txt", "filed.txt")]
    [InlineData("file[!a-c].txt", "filea.txt")]
    [InlineData("file[a-c].txt", "file.txt")]
    [InlineData("a*b*c", "a-b-c-d")]
    [InlineData("*a", "")]
    [InlineData("a/b", "a")]
    [InlineData("a{b,c}d", "abcd")]
    [InlineData("build*", "rebuild")]
    public void A_pattern_does_not_match(string pattern, string path) =>
        Assert.False(Glob.Parse(pattern, GlobCase.Sensitive).IsMatch(path));

    [Theory]
    [InlineData("SRC/*.Cs")]
    [InlineData("src/[A-C].cs")]
    [InlineData("src/[!D]*.CS")]
    [InlineData("src/?.CS")]
    [InlineData("src/A*")]
    public void Case_is_ignored_on_request(string pattern)
    {
        Assert.True(Glob.Parse(pattern, GlobCase.Insensitive).IsMatch("Src/b.cs") || Glob.Parse(pattern, GlobCase.Insensitive).IsMatch("Src/a.cs"));
        Assert.False(Glob.Parse(pattern, GlobCase.Sensitive).IsMatch("Src/b.cs"));
    }

    [Fact]
    public void The_platform_decides_about_case_by_default() =>
        Assert.Equal(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), Glob.Parse("A").IsMatch("a"));

    [Theory]
    [InlineData("", "names nothing")]
    [InlineData("!", "names nothing")]
    [InlineData("./", "names nothing")]
    [InlineData("a[b", "a [ has no ]")]
    [InlineData("a[", "a [ has no ]")]
    [InlineData("a[!", "a [ has no ]")]
    [InlineData("a{b,c", "a { has no }")]
    [InlineData("{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}", "more than 1024")]
    public void A_pattern_that_cannot_be_read_is_named_with_the_reason(string pattern, string reason)
    {
        var error = Assert.Throws<PipelineException>(() => Glob.Parse(pattern));

        Assert.Equal("PIPE0100", error.Code.Id);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{pattern.TrimStart('!')}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_stars_are_matched_without_backtracking_forever()
    {
        var glob = Glob.Parse(string.Concat(Enumerable.Repeat("*a", 30)) + "b");

        Assert.False(glob.IsMatch(new string('a', 5000)));
    }

    [Fact]
    public void A_glob_says_what_it_is()
    {
        var glob = Glob.Parse("!**/bin");

        Assert.True(glob.IsExclude);
        Assert.True(glob.IsMatch("a/bin"));
        Assert.Equal("!**/bin", glob.ToString());
        Assert.True(Glob.HasWildcards("a/*.cs"));
        Assert.False(Glob.HasWildcards("a/b.cs"));
    }
}
