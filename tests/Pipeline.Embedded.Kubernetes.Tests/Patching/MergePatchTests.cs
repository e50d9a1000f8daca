using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Tests.Patching;

/// <summary>RFC 7386's test cases, of those that have an object on both sides.</summary>
public class MergePatchTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_patch_is_merged_as_the_standard_says(string original, string patch, string expected) =>
        Assert.Equal(expected, MergePatch.Apply(JsonNode.Parse(original)!.AsObject(), JsonNode.Parse(patch)!, null).ToJsonString());

    [Fact]
    public void A_patch_that_is_no_object_is_a_bad_request() => Assert.Equal(400, Assert.Throws<PatchException>(() => MergePatch.Apply([], new JsonArray(), null)).Code);
}
