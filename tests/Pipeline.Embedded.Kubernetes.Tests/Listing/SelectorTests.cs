using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Listing.Tables;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Tests.Listing;

public class SelectorTests
{
    private static readonly Dictionary<string, string> s_labels = new(StringComparer.Ordinal) { ["app"] = "web", ["tier"] = "front", ["size"] = "5", ["example.test/team"] = "" };

    [Theory]
    [InlineData("app=web", true)]
    [InlineData("app == web , tier = front", true)]
    [InlineData("app!=web", false)]
    [InlineData("missing!=web", true)]
    [InlineData("app in (api, web),tier", true)]
    [InlineData("app notin (web)", false)]
    [InlineData("missing notin (web)", true)]
    [InlineData("!missing", true)]
    [InlineData("!app", false)]
    [InlineData("size>4", true)]
    [InlineData("size<5", false)]
    [InlineData("example.test/team=", true)]
    [InlineData("example.test/team", true)]
    [InlineData("", true)]
    public void A_label_selector_matches_as_in_Kubernetes(string selector, bool expected) => Assert.Equal(expected, LabelSelector.Parse(selector).Matches(s_labels));

    [Theory]
    [InlineData("app in web")]
    [InlineData("a b=c")]
    [InlineData("app=we b")]
    [InlineData(",app")]
    public void A_label_selector_that_is_none_is_a_bad_request(string selector) => Assert.Equal(400, Assert.Throws<ApiRefusal>(() => LabelSelector.Parse(selector)).Code);

    [Theory]
    [InlineData("status.phase=Running", true)]
    [InlineData("status.phase!=Running", false)]
    [InlineData("spec.nodeName==", true)]
    [InlineData("metadata.name=p,metadata.namespace=default", true)]
    public void A_field_selector_matches_as_in_Kubernetes(string selector, bool expected)
    {
        var pod = JsonNode.Parse("""{"metadata":{"name":"p","namespace":"default"},"spec":{},"status":{"phase":"Running"}}""")!.AsObject();

        Assert.Equal(expected, FieldSelector.Parse(selector, BuiltInTypes.Pods).Matches(pod));
    }

    [Fact]
    public void A_field_that_a_kind_is_not_selected_by_is_refused_in_the_API_servers_words()
    {
        var refusal = Assert.Throws<ApiRefusal>(() => FieldSelector.Parse("data.x=1", BuiltInTypes.ConfigMaps));

        Assert.Equal("Unable to find \"/v1, Resource=configmaps\" that match label selector \"\", field selector \"data.x=1\": field label not supported: data.x", refusal.Status.Message);
    }

    [Theory]
    [InlineData(".spec.names[1]", "b")]
    [InlineData(".status.conditions[?(@.type==\"Ready\")].status", "True")]
    [InlineData(".spec.names[*]", "a b")]
    [InlineData(".metadata.annotations.example\\.test/x", "y")]
    [InlineData(".spec.missing.deeper", "")]
    public void Printer_columns_paths_are_followed(string path, string expected)
    {
        var value = JsonNode.Parse("""{"metadata":{"annotations":{"example.test/x":"y"}},"spec":{"names":["a","b"]},"status":{"conditions":[{"type":"Synced","status":"False"},{"type":"Ready","status":"True"}]}}""")!;

        Assert.Equal(expected, string.Join(' ', JsonPath.Parse(path).Find(value)));
    }

    [Theory]
    [InlineData(5, "5s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(190, "3m10s")]
    [InlineData(3600, "60m")]
    [InlineData(4 * 3600 + 300, "4h5m")]
    [InlineData(30 * 3600, "30h")]
    [InlineData(50 * 3600, "2d2h")]
    [InlineData(400 * 86400, "400d")]
    [InlineData(800L * 86400, "2y70d")]
    public void Ages_are_written_as_kubectl_does(long seconds, string expected) => Assert.Equal(expected, Fields.Duration(TimeSpan.FromSeconds(seconds)));
}
