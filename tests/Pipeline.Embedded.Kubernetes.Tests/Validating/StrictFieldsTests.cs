using System.Text;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Tests.Validating;

public class StrictFieldsTests
{
    [Fact]
    public void Unknown_fields_are_found_wherever_they_are()
    {
        var value = Yaml.Read("{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {any: x}, nam: q}, spec: {containers: [{name: c}, {name: d, imag: i}], affinit: {}}, foo: 1}");

        Assert.Equal(["unknown field \"metadata.nam\"", "unknown field \"spec.containers[1].imag\"", "unknown field \"spec.affinit\"", "unknown field \"foo\""], StrictFields.Find(value, SchemaCatalog.Find("v1", "Pod")!));
    }

    [Fact]
    public void A_field_that_is_given_twice_is_found_and_the_last_one_counts()
    {
        var value = StrictFields.Parse("""{"spec":{"a":1,"b":[{"x":1,"x":2}],"a":3},"metadata":{"labels":{"l":"1","l":"2"}}}"""u8, "application/json", out var duplicates);

        Assert.Equal(["duplicate field \"spec.b[0].x\"", "duplicate field \"spec.a\"", "duplicate field \"metadata.labels.l\""], duplicates);
        Assert.Equal("""{"spec":{"a":3,"b":[{"x":2}]},"metadata":{"labels":{"l":"2"}}}""", value.ToJsonString());
    }

    [Fact]
    public void A_key_that_is_given_twice_in_YAML_is_named_with_its_line()
    {
        StrictFields.Parse("a: 1\nb: 2\na: 3\n"u8, "application/apply-patch+yaml", out var duplicates);

        Assert.Equal(["yaml: unmarshal errors:\n  line 3: key \"a\" already set in map"], duplicates);
    }

    [Theory]
    [InlineData("yes", "true"), InlineData("off", "false"), InlineData("'yes'", "\"yes\""), InlineData("~", "null"), InlineData("", "null"), InlineData("0644", "420"), InlineData("0o644", "420"), InlineData("0x1F", "31"), InlineData("1_000", "1000")]
    [InlineData("1.5", "1.5"), InlineData("1e3", "1000"), InlineData("-3", "-3"), InlineData("2026-01-01T00:00:00Z", "\"2026-01-01T00:00:00Z\""), InlineData("1.2.3", "\"1.2.3\""), InlineData("!!str 5", "\"5\""), InlineData("08", "8"), InlineData("100m", "\"100m\"")]
    [InlineData("|\n  two\n  lines", "\"two\\nlines\\n\""), InlineData("12:30", "\"12:30\"")]
    public void A_plain_scalar_is_what_YAML_1_1_takes_it_for(string scalar, string json) => Assert.Equal(json, Yaml.Read($"v: {scalar}\n")["v"]?.ToJsonString() ?? "null");

    [Fact]
    public void Anchors_and_merge_keys_are_filled_in() =>
        Assert.Equal("""{"base":{"x":1,"z":2},"other":{"z":3,"x":1}}""", Yaml.Read("base: &b {x: 1, z: 2}\nother:\n  <<: *b\n  z: 3\n").ToJsonString());

    [Fact]
    public void Only_the_first_document_counts() => Assert.Equal("""{"a":1}""", Yaml.Read("---\na: 1\n---\nb: 2\n").ToJsonString());

    [Theory]
    [InlineData("[1]", "application/json", "couldn't get version/kind; json parse error: json: cannot unmarshal array")]
    [InlineData("{", "application/json", "couldn't get version/kind; json parse error: ")]
    [InlineData("{} {}", "application/json", "couldn't get version/kind; json parse error: ")]
    [InlineData("- 1", "application/yaml", "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array")]
    [InlineData("a: [", "application/yaml", "error decoding YAML: error converting YAML to JSON: yaml: line ")]
    [InlineData("a: *missing", "application/yaml", "error decoding YAML: error converting YAML to JSON: yaml: line 1: ")]
    public void A_body_that_can_t_be_read_is_a_bad_request(string body, string contentType, string message)
    {
        var refusal = Assert.Throws<PatchException>(() => StrictFields.Parse(Encoding.UTF8.GetBytes(body), contentType, out _));

        Assert.Equal(400, refusal.Code);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }
}
