using System.Xml.Linq;
using CommonTests.ProjectModel;
using Newtonsoft.Json.Linq;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Utilities.Text.Yaml;
using Pipeline.Errors;

namespace CommonTests.IO;

public sealed class FormatTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    private AbsolutePath Root => _temporary.Path;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Json_is_written_read_and_updated()
    {
        var file = (Root / "a.json").WriteJson(new Settings { Name = "x", Numbers = [1, 2] });

        file.UpdateJson<Settings>(x => x.Name += "y").UpdateJson(x => x["extra"] = new JArray(new JObject { ["k"] = "v" }));

        Assert.Equal("xy", file.ReadJson<Settings>().Name);
        Assert.Equal([1, 2], file.ReadJson<Settings>().Numbers);
        var json = file.ReadJson();
        Assert.Equal("xy", json.GetPropertyStringValue("Name"));
        Assert.Equal("v", json.GetChildren("extra").Single().GetPropertyStringValue("k"));
        Assert.Null(json.GetPropertyValueOrNull<string>("none"));
        Assert.Equal("xy", json.GetPropertyValueOrNull<string>("Name"));
        Assert.Contains("Name, Numbers, extra", Assert.Throws<ArgumentException>(() => json.GetPropertyValue("none")).Message, StringComparison.Ordinal);
        Assert.Equal("1", "{ \"a\": 1 }".GetJson().GetPropertyStringValue("a"));
        Assert.Equal(1, new { A = 1 }.ToJObject()["A"]);
        Assert.DoesNotContain("Numbers", new Settings().ToJson(), StringComparison.Ordinal);
        Assert.Equal(3, """{ "Hidden": 3 }""".GetJson<Settings>().Hidden);
    }

    [Fact]
    public void Yaml_is_written_read_and_updated()
    {
        var file = (Root / "a.yml").WriteYaml(new Settings { Name = "x", Numbers = [1] });

        file.UpdateYaml<Settings>(x => x.Numbers!.Add(2));

        Assert.Contains("name: x", file.ReadAllText(), StringComparison.Ordinal);
        Assert.Equal([1, 2], file.ReadYaml<Settings>().Numbers);
    }

    [Fact]
    public void Xml_is_written_read_and_updated()
    {
        var file = (Root / "a.xml").WriteXml(new Settings { Name = "x" });
        file.UpdateXml<Settings>(x => x.Name += "y");
        file.UpdateXml(x => x.Root!.SetAttributeValue("version", "1"));

        Assert.Equal("xy", file.ReadXml<Settings>().Name);
        Assert.Equal("1", file.ReadXml().Root!.GetAttributeValue("version"));
        Assert.Throws<ArgumentException>(() => file.ReadXml().Root!.GetAttributeValue("none"));

        (Root / "b.xml").WriteXml(XDocument.Parse("<?xml version=\"1.0\" encoding=\"utf-8\"?><r><a/></r>"));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<r>", (Root / "b.xml").ReadAllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.json", "{ \"Name\": ")]
    [InlineData("a.yml", "a: [")]
    [InlineData("a.xml", "<a>")]
    public void A_file_that_cannot_be_read_is_named(string name, string content)
    {
        var file = (Root / name).WriteAllText(content);

        var error = Assert.Throws<PipelineException>(() => file.Extension switch
        {
            ".json" => file.ReadJson<Settings>(),
            ".yml" => file.ReadYaml<Settings>(),
            _ => file.ReadXml<Settings>(),
        });

        Assert.Equal("PIPE1007", error.Code.Id);
        Assert.Contains(file.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xpath_peeks_and_pokes()
    {
        const string xml = "<r xmlns:n=\"urn:n\"><a id=\"1\">x</a><a>y</a><n:b>z</n:b></r>";
        string file = (Root / "a.xml").WriteAllText(xml);

        Assert.Equal(["x", "y"], XmlTasks.XmlPeek(file, "//a"));
        Assert.Equal(["1"], XmlTasks.XmlPeekFromString(xml, "//@id"));
        Assert.Equal("z", XmlTasks.XmlPeekSingle(file, "//q:b", ("q", "urn:n")));
        Assert.Null(XmlTasks.XmlPeekSingleFromString(xml, "//none"));
        Assert.Throws<ArgumentException>(() => XmlTasks.XmlPeekSingle(file, "//a"));
        Assert.Throws<ArgumentException>(() => XmlTasks.XmlPeek(file, "//a|//@id"));
        Assert.Equal(2, XmlTasks.XmlPeekElements(file, "/r/a").Count());
        Assert.Single(XmlTasks.XmlPeekElementsFromString(xml, "//p:b", ("p", "urn:n")));

        XmlTasks.XmlPoke(file, "//@id", 7);
        XmlTasks.XmlPoke(file, "//p:b", "w", ("p", "urn:n"));

        Assert.Equal(xml.Replace("\"1\"", "\"7\"", StringComparison.Ordinal).Replace(">z<", ">w<", StringComparison.Ordinal), File.ReadAllText(file).Trim());
        Assert.Contains("matches 2", Assert.Throws<ArgumentException>(() => XmlTasks.XmlPoke(file, "//a", "x")).Message, StringComparison.Ordinal);
        var document = XDocument.Parse(xml);
        Assert.Equal(["x", "y"], document.XPathSelectElementValues("//a"));
        Assert.Equal(["1"], document.XPathSelectAttributeValues("//@id"));
        Assert.Equal("id", document.XPathSelectAttributes("//@id").Single().Name);
        Assert.Empty(TextTasks.UTF8NoBom.GetPreamble());
    }

    public sealed class Settings
    {
        public string? Name { get; set; }

        public List<int>? Numbers { get; set; }

        [System.Xml.Serialization.XmlIgnore]
        public int Hidden { get; private set; }
    }
}
