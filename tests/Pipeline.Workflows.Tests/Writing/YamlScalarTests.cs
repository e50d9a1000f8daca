using FsCheck;
using FsCheck.Fluent;
using Pipeline.Workflows.Writing;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Tests.Writing;

public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("main", "main")]
    [InlineData("release/**", "release/**")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("a:", "'a:'")]
    [InlineData("yes", "'yes'")]
    [InlineData("On", "'On'")]
    [InlineData("1.10", "'1.10'")]
    [InlineData("0x1F", "'0x1F'")]
    [InlineData(".5", "'.5'")]
    [InlineData("1:30", "'1:30'")]
    [InlineData("", "''")]
    [InlineData(" a", "' a'")]
    [InlineData("*alias", "'*alias'")]
    [InlineData("it's", "it's")]
    [InlineData("'", "''''")]
    [InlineData("a\tb", "\"a\\tb\"")]
    public void A_text_is_as_plain_as_it_can_be(string text, string expected) => Assert.Equal(expected, YamlScalar.Of(text));

    [Fact]
    public void Whatever_is_written_is_read_back_as_the_same_text()
    {
        var characters = Gen.Elements("abZ09 .,:;#'\"\\{}[]()&*!|>%@`~$-?=<\t\n\r\u0085\u2028é漢".ToCharArray());
        var texts = characters.ArrayOf().Select(x => new string(x)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            var yaml = new YamlText();
            yaml.Line("value", text);
            yaml.Mapping("in", () => yaml.Text("text", text));
            yaml.Mapping("list", () => yaml.Item(() => yaml.Text("run", text)));
            yaml.List("flow", [text, text]);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml.ToString()));
            var root = (YamlMappingNode)stream.Documents[0].RootNode;
            string?[] read =
            [
                ((YamlScalarNode)root["value"]).Value,
                ((YamlScalarNode)root["in"]["text"]).Value,
                ((YamlScalarNode)root["list"][0]["run"]).Value,
                ((YamlScalarNode)root["flow"][1]).Value,
            ];
            return read.All(x => x == text);
        }).QuickCheckThrowOnFailure();
    }
}
