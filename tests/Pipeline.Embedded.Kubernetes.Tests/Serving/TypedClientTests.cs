using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Serving;

public class TypedClientTests
{
    [Fact]
    public async Task An_object_is_made_read_changed_listed_and_deleted()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Client(cluster);

        var made = await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { GenerateName = "settings-" }, Data = new Dictionary<string, string> { ["a"] = "1" } }, "default");
        made.Data["a"] = "2";
        var changed = await client.CoreV1.ReplaceNamespacedConfigMapAsync(made, made.Name(), "default");
        var listed = await client.CoreV1.ListNamespacedConfigMapAsync("default");
        await client.CoreV1.DeleteNamespacedConfigMapAsync(made.Name(), "default");
        var gone = await Assert.ThrowsAsync<HttpOperationException>(() => client.CoreV1.ReadNamespacedConfigMapAsync(made.Name(), "default"));

        Assert.Matches("^settings-[bcdfghjklmnpqrstvwxz2456789]{5}$", made.Name());
        Assert.Equal("2", changed.Data["a"]);
        Assert.NotEqual(made.ResourceVersion(), changed.ResourceVersion());
        Assert.Equal(changed.ResourceVersion(), Assert.Single(listed.Items).ResourceVersion());
        Assert.Equal(HttpStatusCode.NotFound, gone.Response.StatusCode);
    }

    [Fact]
    public async Task A_client_without_a_certificate_may_see_the_version_and_nothing_else()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster, withCertificate: false);

        var version = await client.GetAsync("/version");
        var maps = await client.GetAsync("/api/v1/namespaces/default/configmaps");

        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, maps.StatusCode);
        Assert.Contains("configmaps is forbidden: User \\\"system:anonymous\\\" cannot list resource \\\"configmaps\\\" in API group \\\"\\\" in the namespace \\\"default\\\"", await maps.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
