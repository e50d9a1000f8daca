using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Values;

public class CollationTests
{
    public static TheoryData<string> Specifications =>
    [
        "{locale: 'en'}",
        "{locale: 'en', strength: 1}",
        "{locale: 'en', strength: 1, caseLevel: true}",
        "{locale: 'en', strength: 2}",
        "{locale: 'en', strength: 4}",
        "{locale: 'en', strength: 5}",
        "{locale: 'fr_CA'}",
        "{locale: 'sv', strength: 2}",
        "{locale: 'en_US', numericOrdering: true}",
        "{locale: 'de', alternate: 'shifted'}",
        "{locale: 'de', alternate: 'shifted', maxVariable: 'space', strength: 1}",
        "{locale: 'en', normalization: true}",
    ];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void Sort_keys_and_hashes_agree_with_the_comparison(string specification)
    {
        var collation = Parse(specification)!;
        var strings = BsonValues.Strings.ToArbitrary();
        var property = Prop.ForAll(strings, strings, (left, right) =>
        {
            var order = Math.Sign(collation.Compare(left, right));
            var keys = Math.Sign(collation.SortKey(left).AsSpan().SequenceCompareTo(collation.SortKey(right)));
            return order == keys
                && collation.Equals(left, right) == (order == 0)
                && (order != 0 || collation.GetHashCode(left) == collation.GetHashCode(right));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    [Theory]
    [InlineData("{locale: 'en'}", "a", "B", -1)]
    [InlineData("{locale: 'en'}", "a", "A", -1)]
    [InlineData("{locale: 'en', strength: 2}", "a", "A", 0)]
    [InlineData("{locale: 'en', strength: 2}", "e", "\u00e9", -1)]
    [InlineData("{locale: 'en', strength: 1}", "E", "\u00e9", 0)]
    [InlineData("{locale: 'en', strength: 1, caseLevel: true}", "e", "E", -1)]
    [InlineData("{locale: 'en', strength: 1, caseLevel: true}", "e", "\u00e9", 0)]
    [InlineData("{locale: 'en'}", "\u00e9", "e\u0301", 0)]
    [InlineData("{locale: 'en'}", "10", "9", -1)]
    [InlineData("{locale: 'en', numericOrdering: true}", "10", "9", 1)]
    [InlineData("{locale: 'en', alternate: 'shifted'}", "de-luge", "deluge", 0)]
    [InlineData("{locale: 'en', alternate: 'shifted'}", "a+b", "ab", -1)]
    [InlineData("{locale: 'en', alternate: 'shifted', maxVariable: 'space'}", "a b", "ab", 0)]
    [InlineData("{locale: 'en', alternate: 'shifted', maxVariable: 'space'}", "a-b", "ab", -1)]
    [InlineData("{locale: 'sv'}", "\u00f6", "z", 1)]
    [InlineData("{locale: 'de'}", "\u00f6", "z", -1)]
    [InlineData("{locale: 'fr_CA'}", "cot\u00e9", "c\u00f4te", 1)]
    [InlineData("{locale: 'fr'}", "cot\u00e9", "c\u00f4te", -1)]
    [InlineData("{locale: 'en', strength: 5}", "\u00e9", "e\u0301", 0)]
    public void Strings_compare_as_the_collation_says(string specification, string left, string right, int expected) =>
        Assert.Equal(expected, Math.Sign(Parse(specification)!.Compare(left, right)));

    [Fact]
    public void Every_known_locale_compares()
    {
        Assert.All(CollationLocales.All, locale => Assert.True(Parse($"{{locale: '{locale}'}}")!.Compare("a", "b") < 0));
    }

    [Theory]
    [InlineData("{locale: 'simple'}")]
    [InlineData("{}")]
    public void The_simple_comparison_is_no_collation(string specification) => Assert.Null(Parse(specification));

    [Fact]
    public void The_full_form_has_the_defaults()
    {
        var full = Parse("{locale: 'en', strength: 2}")!.ToBson();

        Assert.Equal(
            BsonDocument.Parse("{locale: 'en', caseLevel: false, caseFirst: 'off', strength: 2, numericOrdering: false, alternate: 'non-ignorable', maxVariable: 'punct', normalization: false, backwards: false, version: '57.1'}"),
            full);
        Assert.Equal(Parse("{locale: 'en', strength: 2}"), Collation.Parse(full));
    }

    [Theory]
    [InlineData("{strength: 1}", 40414, "BSON field 'collation.locale' is missing but a required field")]
    [InlineData("{locale: 'xx'}", 2, "Field 'locale' is invalid in: { locale: \"xx\" }")]
    [InlineData("{locale: 1}", 14, "BSON field 'collation.locale' is the wrong type 'int', expected type 'string'")]
    [InlineData("{locale: 'en', foo: 1}", 40415, "BSON field 'collation.foo' is an unknown field.")]
    [InlineData("{locale: 'en', strength: 6}", 2, "Enumeration value '6' for field 'collation.strength' is not a valid value.")]
    [InlineData("{locale: 'en', caseLevel: 1}", 14, "BSON field 'collation.caseLevel' is the wrong type 'int', expected type 'bool'")]
    [InlineData("{locale: 'en', caseFirst: 'x'}", 2, "Enumeration value 'x' for field 'collation.caseFirst' is not a valid value.")]
    [InlineData("{locale: 'en', caseFirst: 'upper'}", 238, "The embedded server doesn't support caseFirst 'upper' for locale 'en'.")]
    [InlineData("{locale: 'de@collation=phonebook'}", 238, "The embedded server doesn't support the locale variant 'de@collation=phonebook'.")]
    [InlineData("{locale: 'en', strength: 2, caseLevel: true}", 238, "The embedded server doesn't support caseLevel with strength 2.")]
    [InlineData("{locale: 'en', backwards: true}", 238, "The embedded server doesn't support backwards true for locale 'en'.")]
    public void What_is_wrong_or_impossible_is_refused(string specification, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => Parse(specification));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    private static Collation? Parse(string specification) => Collation.Parse(BsonDocument.Parse(specification));
}
