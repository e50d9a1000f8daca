using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Parameters.Files;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class JsonTextTests
{
    [Fact]
    public void What_a_serializer_writes_is_read_as_the_serializer_reads_it()
    {
        Prop.ForAll<NonNull<string>, int, bool>((text, number, flag) =>
        {
            var json = JsonSerializer.Serialize(new { A = text.Get, B = new object?[] { number, flag, null, 1.5e300, new { } } });
            var value = JsonText.Read(json);
            var expected = JsonDocument.Parse(json).RootElement;
            return value.Members[0].Value.Text == expected.GetProperty("A").GetString()
                && value.Members[1].Value.Items[0].Text == expected.GetProperty("B")[0].GetRawText()
                && value.Members[1].Value.Items[1].Text == expected.GetProperty("B")[1].GetRawText()
                && value.Members[1].Value.Items[2].Kind == JsonKind.Null
                && json[value.Members[0].Value.Start..value.Members[0].Value.End] == expected.GetProperty("A").GetRawText();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_texts_are_accepted_and_refused_as_by_dotnets_reader()
    {
        var pieces = Gen.Elements("{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u0041\\n\"", "\"\\x\"", "1", "-0", "01", "1.", "1.5E+3", "-", "true", "nul", " ", "\n", "//x\n", "/*x*/", "/", "\"", "\t");
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

        Prop.ForAll(Gen.ListOf(pieces).Select(string.Concat).ToArbitrary(), text => Accepts(() => JsonText.Read(text)) == Accepts(() => JsonDocument.Parse(text, options)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Theory]
    [InlineData("{ \"a\": 1 \"b\": 2 }", 9, "'\"' where ',' or '}' must stand")]
    [InlineData("{ a: 1 }", 2, "'a' where a name in double quotes must stand")]
    [InlineData("{ \"a\": }", 7, "'}' where a value must stand")]
    [InlineData("{ \"a\": \"x\ny\" }", 9, "a string has no closing quote on its line")]
    [InlineData("{ \"a\": \"\\q\" }", 8, "an unknown escape; a backslash is written \\\\")]
    [InlineData("{ \"a\": \"x", 9, "the text ends inside of a string")]
    [InlineData("{ \"a\": \"\u0001\" }", 8, "a control character in a string; write it as \\u and four digits")]
    [InlineData("{", 1, "the text ends where '}' must stand")]
    [InlineData("{} x", 3, "'x' after the end of the value")]
    [InlineData("{} /* x", 3, "a comment has no end: */")]
    [InlineData("\"\\", 1, "an unknown escape; a backslash is written \\\\")]
    public void A_mistake_is_told_with_its_place(string text, int offset, string reason)
    {
        var exception = Assert.Throws<JsonSyntaxException>(() => JsonText.Read(text));

        Assert.Equal((offset, reason), (exception.Offset, exception.Message));
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        Assert.Throws<JsonSyntaxException>(() => JsonText.Read(new string('[', 100_000)));
    }

    private static bool Accepts(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception exception) when (exception is JsonSyntaxException or JsonException)
        {
            return false;
        }
    }
}
