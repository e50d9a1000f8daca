namespace Pipeline.Embedded.Kubernetes.Tests.Admitting;

public class PodSecurityTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";

    [Theory]
    [InlineData("privileged", """{"hostNetwork":true,"containers":[{"name":"a","image":"a:1"}]}""", null)]
    [InlineData("baseline", """{"containers":[{"name":"a","image":"a:1"}]}""", null)]
    [InlineData("baseline", """{"hostNetwork":true,"containers":[{"name":"a","image":"a:1","ports":[{"containerPort":80,"hostPort":80}],"securityContext":{"privileged":true}}]}""",
        "violates PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true), privileged (container \"a\" must not set securityContext.privileged=true), hostPort (container \"a\" uses hostPort 80)")]
    [InlineData("baseline", """{"containers":[{"name":"a","image":"a:1"}],"volumes":[{"name":"v","hostPath":{"path":"/"}}]}""", "violates PodSecurity \"baseline:latest\": hostPath volumes (volume \"v\")")]
    [InlineData("restricted", """{"securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"a","image":"a:1","securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}""", null)]
    [InlineData("restricted", """{"containers":[{"name":"a","image":"a:1"}]}""",
        "violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"a\" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container \"a\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or container \"a\" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container \"a\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")")]
    public async Task A_pod_is_held_against_the_level_that_its_namespace_enforces(string level, string spec, string? refusal)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        await client.MustAsync("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\",\"labels\":{\"pod-security.kubernetes.io/enforce\":\"" + level + "\"}}}");

        var (code, answer) = await client.CallAsync("POST", Pods, $$$"""{"metadata":{"name":"p"},"spec":{{{spec}}}}""");

        Assert.Equal(refusal is null ? 201 : 403, code);
        Assert.Equal(refusal is null ? null : $"pods \"p\" is forbidden: {refusal}", (string?)answer["message"]);
    }
}
