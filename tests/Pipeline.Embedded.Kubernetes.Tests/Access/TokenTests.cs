using System.Net.Http.Headers;
using k8s;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Access;

public class TokenTests
{
    [Fact]
    public async Task A_service_accounts_token_may_do_what_its_roles_say_until_the_account_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var administrator = TestCluster.Client(cluster);
        await administrator.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "bob" } }, "default");
        var issued = await administrator.CoreV1.CreateNamespacedServiceAccountTokenAsync(new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 600 } }, "bob", "default");
        using var bob = TestCluster.Http(cluster, withCertificate: false);
        bob.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Status.Token);

        var before = (int)(await bob.GetAsync("/api/v1/namespaces/default/configmaps")).StatusCode;
        await administrator.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(
            new V1RoleBinding
            {
                Metadata = new V1ObjectMeta { Name = "bob" },
                Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = "bob", NamespaceProperty = "default" }],
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "view" },
            },
            "default");
        var bound = (int)(await bob.GetAsync("/api/v1/namespaces/default/configmaps")).StatusCode;
        var elsewhere = (int)(await bob.GetAsync("/api/v1/namespaces/kube-system/configmaps")).StatusCode;
        var secrets = (int)(await bob.GetAsync("/api/v1/namespaces/default/secrets")).StatusCode;
        await administrator.CoreV1.DeleteNamespacedServiceAccountAsync("bob", "default");
        var gone = (int)(await bob.GetAsync("/api/v1/namespaces/default/configmaps")).StatusCode;

        Assert.Equal([403, 200, 403, 403, 401], [before, bound, elsewhere, secrets, gone]);
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic YTpi")]
    public async Task Anything_but_a_token_of_the_cluster_is_unauthorized(string header)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster, withCertificate: false);
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);

        var answer = await client.GetAsync("/api/v1/namespaces");

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Contains("\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
