using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Tests.Patching;

/// <summary>RFC 6902's own examples, and what kube-apiserver's library makes of the rest.</summary>
public class JsonPatchTests
{
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""", """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""", """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"baz":"qux","foo":["a",2,"c"]}""", """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""", """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"a":{"x/y":1}}""", """[{"op":"copy","from":"/a/x~1y","path":"/b"}]""", """{"a":{"x/y":1},"b":1}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/missing","value":null}]""", """{"a":1}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"remove","path":"/a/-1"}]""", """{"a":[1,2]}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a":1}""", "[]", """{"a":1}""")]
    public void Operations_do_what_the_standard_says(string original, string patch, string expected)
    {
        var before = JsonNode.Parse(original)!.AsObject();

        var after = JsonPatch.Apply(before, JsonNode.Parse(patch)!, null);

        Assert.Equal(expected, after.ToJsonString());
        Assert.Equal(original, before.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/baz","value":"bar"}]""")]
    [InlineData("""[{"op":"add","path":"/missing/bat","value":"qux"}]""")]
    [InlineData("""[{"op":"remove","path":"/missing"}]""")]
    [InlineData("""[{"op":"replace","path":"/missing","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/5","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/list/1"}]""")]
    [InlineData("""[{"op":"add","path":"/list/x","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/list/01","value":1}]""")]
    [InlineData("""[{"op":"move","from":"/foo","path":"/foo/bar"}]""")]
    [InlineData("""[{"op":"copy","from":"/missing","path":"/x"}]""")]
    [InlineData("""[{"op":"add","path":"no-slash","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/x"}]""")]
    [InlineData("""[{"op":"grow","path":"/x","value":1}]""")]
    [InlineData("""[{"op":"add","value":1}]""")]
    [InlineData("""[{"op":"replace","path":"","value":[]}]""")]
    public void What_does_not_fit_the_object_is_refused_as_a_whole(string patch)
    {
        var original = JsonNode.Parse("""{"baz":"qux","foo":{"bar":1},"list":[0]}""")!.AsObject();

        var refusal = Assert.Throws<PatchException>(() => JsonPatch.Apply(original, JsonNode.Parse(patch)!, null));

        Assert.Equal((422, "Invalid", "the server rejected our request due to an error in our request"), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public void A_patch_that_is_no_list_is_a_bad_request() => Assert.Equal(400, Assert.Throws<PatchException>(() => JsonPatch.Apply([], new JsonObject(), null)).Code);
}
