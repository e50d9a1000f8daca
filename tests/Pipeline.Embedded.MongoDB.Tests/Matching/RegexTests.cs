using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Matching;

public class RegexTests
{
    [Theory]
    [InlineData("^a", "", "abc", true)]
    [InlineData("^B", "", "a\nB", false)]
    [InlineData("^B", "m", "a\nB", true)]
    [InlineData("ABC", "i", "abc", true)]
    [InlineData("a.c", "", "a\nc", false)]
    [InlineData("a.c", "s", "a\nc", true)]
    [InlineData("a b # comment", "x", "ab", true)]
    [InlineData("a$", "", "a\n", true)]
    [InlineData(@"^\d$", "", "\u0663", false)]
    [InlineData(@"^\w$", "", "\u00e9", false)]
    [InlineData(@"^\W$", "", "\u00e9", true)]
    [InlineData(@"\bcat\b", "", "a cat!", true)]
    [InlineData(@"\bcat\b", "", "concat", false)]
    [InlineData(@"a++b", "", "aaab", true)]
    [InlineData(@"(ab)*+a", "", "ababa", true)]
    [InlineData(@"^a++a", "", "aaa", false)]
    [InlineData(@"^[ab]{2}+$", "", "ab", true)]
    [InlineData("[[:alpha:]]+[[:digit:]]", "", "abc1", true)]
    [InlineData("^[[:^alpha:]]$", "", "1", true)]
    [InlineData(@"^[^\W\d]+$", "", "abc", true)]
    [InlineData(@"^[^\W\d]+$", "", "ab1", false)]
    [InlineData("^[a-z-[aeiou]]$", "", "[]", true)]
    [InlineData(@"\Qa.b\E", "", "a.b", true)]
    [InlineData(@"\Qa.b\E", "", "axb", false)]
    [InlineData(@"\x{e9}", "", "\u00e9", true)]
    [InlineData(@"^\x41$", "", "A", true)]
    [InlineData(@"(?P<x>a)(?P=x)", "", "aa", true)]
    [InlineData(@"(a)\g{1}", "", "aa", true)]
    [InlineData(@"(?<n>a)\k{n}", "", "aa", true)]
    [InlineData(@"^\h\H$", "", "\tx", true)]
    [InlineData(@"^a\Rb$", "", "a\r\nb", true)]
    [InlineData(@"\pL", "", "\u00e9", true)]
    [InlineData("a{,3}", "", "a{,3}", true)]
    [InlineData(@"\/path\_", "", "/path_", true)]
    [InlineData("(?i)abc", "", "ABC", true)]
    [InlineData("^.$", "", "\ud83d\ude00", true)]
    [InlineData("^..$", "", "\ud83d\ude00", false)]
    [InlineData("^\ud83d\ude00+$", "", "\ud83d\ude00\ud83d\ude00", true)]
    [InlineData(@"^\x{1F600}{2}$", "", "\ud83d\ude00\ud83d\ude00", true)]
    [InlineData("", "", "anything", true)]
    public void Patterns_mean_what_they_mean_in_MongoDB(string pattern, string options, string text, bool expected)
    {
        var query = new BsonDocument("a", new BsonDocument { { "$regex", pattern }, { "$options", options } });

        var matches = Filter.Parse(query).Matches(new BsonDocument("a", text));

        Assert.Equal(expected, matches);
    }

    [Fact]
    public void A_regular_expression_matches_itself_as_a_value()
    {
        var filter = Filter.Parse(new BsonDocument("a", new BsonRegularExpression("x", "i")));

        Assert.True(filter.Matches(new BsonDocument("a", new BsonRegularExpression("x", "i"))));
        Assert.False(filter.Matches(new BsonDocument("a", new BsonRegularExpression("x"))));
    }

    [Fact]
    public void Equality_with_a_regular_expression_does_not_match_strings()
    {
        var filter = Filter.Parse(new BsonDocument("a", new BsonDocument("$eq", new BsonRegularExpression("x"))));

        Assert.False(filter.Matches(new BsonDocument("a", "x")));
        Assert.True(filter.Matches(new BsonDocument("a", new BsonRegularExpression("x"))));
    }

    [Theory]
    [InlineData("^abc", "", "abc", true)]
    [InlineData("^abc.*", "", "abc", true)]
    [InlineData("^ab.c", "", "ab", false)]
    [InlineData("^abc?", "", "ab", false)]
    [InlineData("^abc+", "", "ab", false)]
    [InlineData(@"^a\.b", "", "a.b", true)]
    [InlineData(@"^a\d", "", "a", false)]
    [InlineData(@"\Aab", "", "ab", true)]
    [InlineData("^a|b", "", "", false)]
    [InlineData("^abc", "i", "", false)]
    [InlineData("^abc", "m", "", false)]
    [InlineData("abc", "", "", false)]
    [InlineData("^", "", "", true)]
    public void An_anchored_expression_tells_what_its_matches_begin_with(string pattern, string options, string prefix, bool only)
    {
        var regex = new RegexPredicate(pattern, options);

        Assert.Equal((prefix, only), (regex.Prefix, regex.IsPrefixOnly));
    }

    [Fact]
    public void An_expression_that_is_used_often_is_compiled_and_matches_as_before()
    {
        var filter = Filter.Parse(new BsonDocument("a", new BsonRegularExpression("^x[0-9]+$")));

        var matches = Enumerable.Range(0, 5000).Count(number => filter.Matches(new BsonDocument("a", number % 2 == 0 ? $"x{number}" : $"y{number}")));

        Assert.Equal(2500, matches);
    }

    [Theory]
    [InlineData("(a", 51091)]
    [InlineData("[a", 51091)]
    [InlineData("a\0", 51109)]
    [InlineData("(?R)", 238)]
    [InlineData("(?|a|b)", 238)]
    [InlineData(@"\p{Han}", 238)]
    [InlineData("[\ud83d\ude00]", 238)]
    [InlineData("a\\", 51091)]
    [InlineData("(*ACCEPT)", 238)]
    public void What_is_invalid_or_cannot_be_expressed_is_refused(string pattern, int code)
    {
        var query = new BsonDocument("a", new BsonDocument("$regex", pattern));

        var error = Assert.Throws<CommandException>(() => Filter.Parse(query));

        Assert.Equal(code, error.Code);
    }
}
