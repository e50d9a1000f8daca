using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Tests.Signing;

public sealed class CanonicalJsonTests
{
    // RFC 8785, appendix B, and ECMAScript's edges.
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("-1.7976931348623157e+308", "-1.7976931348623157e+308")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("295147905179352825856.0", "295147905179352830000")]
    [InlineData("9.999999999999997e22", "9.999999999999997e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1.0000000000000001e+23", "1.0000000000000001e+23")]
    [InlineData("999999999999999700000.0", "999999999999999700000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("9.999999999999997e-7", "9.999999999999997e-7")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("-0.0000033333333333333333", "-0.0000033333333333333333")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1E30", "1e+30")]
    [InlineData("100", "100")]
    [InlineData("-12.25", "-12.25")]
    public void Numbers_are_written_as_ECMAScript_does(string literal, string expected) => Assert.Equal(expected, CanonicalJson.Number(literal));

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("1e999")]
    public void A_number_that_readers_would_see_differently_is_refused(string literal) => Assert.Throws<FormatException>(() => CanonicalJson.Number(literal));

    [Fact]
    public void The_RFCs_example_of_strings_and_order_holds()
    {
        // RFC 8785, 3.2.2 and 3.2.3.
        var input = """
            {"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale",
             "\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",
             "literals":[null,true,false],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\b\f\t"}
            """;

        var canonical = Encoding.UTF8.GetString(CanonicalJson.Bytes(JsonNode.Parse(input)!));

        Assert.Equal("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"literals\":[null,true,false],\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\",\"pêche\":\"but canonicalization MUST\","
            + "\"sin\":\"ignore locale\",\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}", canonical);
    }

    [Fact]
    public void Canonical_text_is_its_own_canonical_text()
    {
        var once = CanonicalJson.Bytes(JsonNode.Parse("""{"b":[1.50,{"z":null,"a":""}],"a":{}}""")!);

        Assert.Equal(once, CanonicalJson.Bytes(JsonNode.Parse(once)!));
        Assert.Equal("""{"a":{},"b":[1.5,{"a":"","z":null}]}""", Encoding.UTF8.GetString(once));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"a":{"b":1,"b":1}}""")]
    [InlineData("""{"a":1} {}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1/*x*/}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("\ufeff{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_two_readers_could_understand_differently_is_refused(string json) => Assert.Throws<FormatException>(() => StrictJson.Object(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_UTF8_and_nesting_without_end_are_refused()
    {
        Assert.Throws<FormatException>(() => StrictJson.Object(new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d }));
        Assert.Throws<FormatException>(() => StrictJson.Object(Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 200) + new string(']', 200) + "}")));
    }

    [Theory]
    [InlineData("2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z")]
    [InlineData("2026-03-04T05:06:07.123456789Z", "2026-03-04T05:06:07Z")]
    [InlineData("2026-03-04T07:06:07.5+02:00", "2026-03-04T05:06:07Z")]
    [InlineData("2026-03-04 05:06:07Z", null)]
    [InlineData("2026-03-04T05:06:07", null)]
    [InlineData("2026-02-30T05:06:07Z", null)]
    [InlineData("2026-03-04T05:06:07Z\n", null)]
    [InlineData("", null)]
    public void Times_are_those_of_RFC_3339(string text, string? expected)
    {
        var isTime = Timestamp.TryParse(text, out var time);

        Assert.Equal(expected, isTime ? Timestamp.Text(time) : null);
    }
}
