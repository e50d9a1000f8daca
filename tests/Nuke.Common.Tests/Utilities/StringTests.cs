using Nuke.Common;
using Nuke.Common.Utilities;
using Assert = Xunit.Assert;

namespace CommonTests.Utilities;

public sealed class StringTests
{
    [Fact]
    public void Words_are_joined_with_a_conjunction()
    {
        Assert.Equal(["", "a", "a or b", "a, b, or c"], Lists().Select(x => x.JoinCommaOr()));
        Assert.Equal(["", "a", "a and b", "a, b, and c"], Lists().Select(x => x.JoinCommaAnd()));
    }

    [Fact]
    public void Every_separator_has_its_join()
    {
        string[] x = ["a", "b"];

        Assert.Equal(
            ["a b", "a-b", "a_b", "a&b", "a;b", "a/b", @"a\b", "a.b", "a,b", "a, b", "a+b", "a\r\nb", "a\nb"],
            [x.JoinSpace(), x.JoinDash(), x.JoinUnderscore(), x.JoinAmpersand(), x.JoinSemicolon(), x.JoinSlash(), x.JoinBackslash(), x.JoinDot(), x.JoinComma(), x.JoinCommaSpace(), x.Join("+"), x.JoinNewLine(PlatformFamily.Windows), x.JoinNewLine(PlatformFamily.OSX)]);
    }

    [Theory]
    [InlineData("MyBigTarget", "My Big Target")]
    [InlineData("NuGetApiKey", "NuGet Api Key")]
    [InlineData("UseMSBuildTasks", "Use MSBuild Tasks")]
    [InlineData("GitHubToken", "GitHub Token")]
    [InlineData("lower", "lower")]
    [InlineData("X", "X")]
    public void Humps_are_split_and_known_words_stay_whole(string text, string expected)
        => Assert.Equal(expected, text.SplitCamelHumpsWithKnownWords().JoinSpace());

    [Fact]
    public void Text_is_split_as_asked()
    {
        Assert.Equal(["a", "", "b"], "a\r\n\nb".SplitLineBreaks());
        Assert.Equal(["a", "b"], " a  b".SplitSpace());
        Assert.Equal(["a", "-b"], "a-b".Split((c, _) => c == '-', includeSplitCharacter: true));
        Assert.Equal(["a", "b"], "a-b".Split((_, i) => i == 1));
        Assert.Equal(["My", "ABC", "Def"], "MyABCDef".SplitCamelHumps("abc"));
    }

    [Fact]
    public void Quotes_are_added_and_taken_off()
    {
        Assert.Equal("\"a \\\"b\\\"\"", "a \"b\"".DoubleQuote());
        Assert.Equal("'it\\'s'", "it's".SingleQuote());
        Assert.Equal(["a", "\"a b\"", "\"q q\"", ""], new[] { "a", "a b", "\"q q\"", " " }.Select(x => x.DoubleQuoteIfNeeded()));
        Assert.Equal(["a", "'a b'", "'q q'", ""], new[] { "a", "a b", "'q q'", null }.Select(x => x.SingleQuoteIfNeeded()));
        Assert.Equal("\"a;b\"", "a;b".DoubleQuoteIfNeeded(';', null));
        Assert.Equal("'a;b'", "a;b".SingleQuoteIfNeeded(';', null));
        Assert.Equal("a", "\"a\"".TrimMatchingDoubleQuotes());
        Assert.Equal("\"a", "\"a".TrimMatchingDoubleQuotes());
        Assert.Equal("a", "'a'".TrimMatchingSingleQuotes());
        Assert.Equal("'", "'".TrimMatchingSingleQuotes());
    }

    [Fact]
    public void Text_is_trimmed_by_text_once()
    {
        Assert.Equal("ab", "abcc".TrimEnd("cc"));
        Assert.Equal("ccab", "ccccab".TrimStart("cc"));
        Assert.Equal("x", "x".TrimStart("y").TrimEnd("").TrimToOne(""));
        Assert.Equal("a-b", "a----b".TrimToOne("-"));
        Assert.Equal("a b", "a \r\n   b".TrimWhitespaces());
        Assert.Equal("ab…", "abc".Truncate(2));
        Assert.Equal("abc", "abc".Truncate(3));
    }

    [Fact]
    public void Comparison_ignores_case_where_it_says_so()
    {
        Assert.True("Abc".ContainsOrdinalIgnoreCase("BC"));
        Assert.True("Abc".EqualsOrdinalIgnoreCase("aBC"));
        Assert.False("Abc".EqualsOrdinalIgnoreCase(null));
        Assert.True("Abc".StartsWithOrdinalIgnoreCase("aB"));
        Assert.True("Abc".EndsWithOrdinalIgnoreCase("BC"));
        Assert.True("Abc".ContainsAnyOrdinalIgnoreCase("x", "B"));
        Assert.True("Abc".ContainsAnyOrdinalIgnoreCase(new List<string> { "B" }));
        Assert.True("Abc".EqualsAnyOrdinalIgnoreCase("x", "ABC"));
        Assert.False("Abc".EqualsAnyOrdinalIgnoreCase(new List<string> { "x" }));
        Assert.True("Abc".StartsWithAny("x", "A"));
        Assert.False("Abc".StartsWithAny("a"));
        Assert.True("Abc".StartsWithAnyOrdinalIgnoreCase("a"));
        Assert.True("Abc".StartsWithAnyOrdinalIgnoreCase(new List<string> { "a" }));
        Assert.True("Abc".EndsWithAny("x", "c"));
        Assert.False("Abc".EndsWithAny("C"));
        Assert.True("Abc".EndsWithAnyOrdinalIgnoreCase("C"));
        Assert.True("Abc".EndsWithAnyOrdinalIgnoreCase(new List<string> { "C" }));
    }

    [Fact]
    public void Text_is_changed_as_asked()
    {
        Assert.Equal("Abc", "abc".Capitalize());
        Assert.Equal("", "".Capitalize());
        Assert.Equal("{{a}}", "{a}".EscapeBraces());
        Assert.Equal("", " ".EscapeBraces());
        Assert.Equal("900150983cd24fb0d6963f7d28e17f72", "abc".GetMD5Hash());
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc".GetSHA256Hash());
        Assert.Equal("  a", "a".Indent(2));
        Assert.Equal("xabc!", "abc".Prepend("x").Append("!"));
        Assert.Equal("---", '-'.Repeat(3));
        Assert.Equal("a#c#", "a1c2".ReplaceRegex("[0-9]", _ => "#"));
        Assert.Equal("aAb", @"a\u0041b".ReplaceUnicode());
        Assert.Equal("NuGet and MSBuild", "nuget and msbuild".ReplaceKnownWords());
        Assert.Equal(2, "ab1".IndexOfRegex("[0-9]"));
        Assert.Null("".ToNullIfEmpty());
        Assert.Equal(" ", " ".ToNullIfEmpty());
        Assert.Null(" ".ToNullIfWhiteSpace());
        Assert.True("".IsNullOrEmpty());
        Assert.True(" ".IsNullOrWhiteSpace());
    }

    private static string[][] Lists() => [[], ["a"], ["a", "b"], ["a", "b", "c"]];
}
