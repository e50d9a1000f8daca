using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Tests;

public sealed class YamlTests
{
    [Theory]
    [InlineData("x", "\"x\"")]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("+1", "1")]
    [InlineData("010", "8")]
    [InlineData("08", "8")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1", "-1")]
    [InlineData("0o17", "15")]
    [InlineData("0b11", "3")]
    [InlineData("1_000", "1000")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.0", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("Null", "null")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("\"12\"", "\"12\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("00:00:05", "\"00:00:05\"")]
    public void A_scalar_means_what_kustomize_takes_it_for(string yaml, string json)
    {
        if (yaml == "-")
            yaml = "'-'";

        var document = YamlReader.ReadAll($"a: {yaml}", "test").Single();

        Assert.Equal($$"""{"a":{{json}}}""", document.ToJsonString());
    }

    [Fact]
    public void Anchors_and_merge_keys_are_followed_and_own_keys_win()
    {
        var document = YamlReader.ReadAll("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4}]}", "test").Single();

        Assert.Equal("""{"x":{"a":1,"b":2},"y":{"b":3,"a":1},"z":{"a":1,"b":2,"c":4}}""", document.ToJsonString());
    }

    [Fact]
    public void Whatever_text_is_written_is_read_back_by_another_reader_as_the_same()
    {
        var pieces = Gen.Elements("a", "yes", "no", "1", "0x1", "-", ":", " ", "#", "\n", "\t", "'", "\"", "\\", "{", "}", "[", "]", "&", "*", "!", "|", ">", "%", "@", "`", "ü", "\u0085", "\u2028", "\ufeff", "😀", "\u0001", "~", "null", ".", "e", ",", "?", "---", "<<", "=", "2001-01-01");
        var texts = pieces.ListOf().Select(string.Concat);

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var item = new ManifestObject(new JsonObject { ["kind"] = text, [text + "k"] = new JsonArray(text, new JsonObject { ["deep"] = text }) }, "test");
            var yaml = YamlWriter.Write([item]);
            var stream = new YamlDotNet.RepresentationModel.YamlStream();
            stream.Load(new StringReader(yaml));
            var kind = (YamlDotNet.RepresentationModel.YamlScalarNode)stream.Documents[0].RootNode["kind"];
            return JsonNode.DeepEquals(YamlReader.ReadAll(yaml, "test").Single(), item.Body) && kind.Value == text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
