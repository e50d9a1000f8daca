using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Rendering;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>What every contract has: a namespace of its own with a random name, a deployer, and KubernetesClient to look and to meddle with.</summary>
public abstract class KubernetesContract(IClusterUnderTest cluster, ITestOutputHelper output) : IAsyncLifetime
{
    protected static readonly DeployerOptions Quick = new() { StartedBy = "ada", LeaseDuration = TimeSpan.FromSeconds(3), LockTimeout = TimeSpan.FromSeconds(30) };

    protected IClusterUnderTest Cluster => cluster;

    protected string Namespace { get; } = $"contract-{Guid.NewGuid().ToString("n")[..10]}";

    protected Deployer Deployer { get; private set; } = null!;

    protected IKubernetes Client { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        output.WriteLine($"Ran against {cluster.Description}, namespace {Namespace}.");
        Client = new k8s.Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(cluster.KubeconfigPath)));
        Deployer = await ConnectAsync(Quick);
        await Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } });
    }

    public virtual async Task DisposeAsync()
    {
        await Client.CoreV1.DeleteNamespaceAsync(Namespace);
        Deployer.Dispose();
        Client.Dispose();
    }

    protected Task<Deployer> ConnectAsync(DeployerOptions options) => Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(cluster.KubeconfigPath), options);

    protected static RenderedManifests Set(params string[] objects) => new([.. objects.SelectMany(x => ManifestReader.Read(x, "test.yaml"))]);

    protected static string ConfigMap(string name, string data = "{a: '1'}", string metadata = "") => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}{(metadata.Length == 0 ? "" : $", {metadata}")}}}, data: {data}}}";

    protected DeployRequest Request(params string[] objects) => new() { Application = "web", Namespace = Namespace, Manifests = Set(objects), Timeout = TimeSpan.FromSeconds(60) };

    protected Task<DeployOutcome> DeployAsync(params string[] objects) => Deployer.DeployAsync(Request(objects));

    protected static async Task<PipelineException> FailAsync(Func<Task> work, ErrorCode code)
    {
        var error = await Assert.ThrowsAnyAsync<PipelineException>(work);
        Assert.True(code == error.Code, $"Expected {code}, got {error.Code}: {error.Message}");
        return error;
    }

    protected async Task<V1ConfigMap?> FindAsync(string configMap) =>
        (await Client.CoreV1.ListNamespacedConfigMapAsync(Namespace)).Items.FirstOrDefault(x => x.Metadata.Name == configMap);

    /// <summary>Changes a ConfigMap as somebody else would.</summary>
    protected Task EditAsync(string configMap, string merge, string manager = "somebody") =>
        Client.CoreV1.PatchNamespacedConfigMapAsync(new V1Patch(merge, V1Patch.PatchType.MergePatch), configMap, Namespace, fieldManager: manager);

    /// <summary>The resource versions of all that a deployment writes, but for its lock.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> VersionsAsync()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (await Client.CoreV1.ListNamespacedConfigMapAsync(Namespace)).Items.Where(x => x.Metadata.Name != "kube-root-ca.crt"))
            versions[$"ConfigMap/{item.Metadata.Name}"] = item.Metadata.ResourceVersion;
        foreach (var item in (await Client.CoreV1.ListNamespacedSecretAsync(Namespace)).Items)
            versions[$"Secret/{item.Metadata.Name}"] = item.Metadata.ResourceVersion;
        foreach (var item in (await Client.CoreV1.ListNamespacedServiceAsync(Namespace)).Items)
            versions[$"Service/{item.Metadata.Name}"] = item.Metadata.ResourceVersion;
        foreach (var item in (await Client.NetworkingV1.ListNamespacedNetworkPolicyAsync(Namespace)).Items)
            versions[$"NetworkPolicy/{item.Metadata.Name}"] = item.Metadata.ResourceVersion;
        return versions;
    }

    protected async Task<IReadOnlyList<string>> StatesAsync() =>
        [.. (await Deployer.HistoryAsync("web", Namespace)).Select(x => $"{x.Number} {x.State}")];

    protected static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    protected static V1PolicyRule Rule(string group, string[] resources, params string[] verbs) => new() { ApiGroups = [group], Resources = resources, Verbs = verbs };

    /// <summary>What running a Job needs, as docs/guides/migrations.md lists it.</summary>
    protected static V1PolicyRule[] JobRights =>
    [
        Rule("batch", ["jobs"], "get", "list", "watch", "create", "patch", "delete"),
        Rule("", ["serviceaccounts", "configmaps"], "create", "patch"),
        Rule("", ["pods"], "list", "watch"),
        Rule("", ["pods/log"], "get"),
        Rule("", ["events"], "list"),
    ];

    /// <summary>As a service account of the namespace that has these rights and no others.</summary>
    protected async Task<ClusterConnection> AccountAsync(string name, params V1PolicyRule[] rules)
    {
        await Client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = name } }, Namespace);
        if (rules.Length > 0)
        {
            await Client.RbacAuthorizationV1.CreateNamespacedRoleAsync(new V1Role { Metadata = new V1ObjectMeta { Name = name }, Rules = rules }, Namespace);
            await Client.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(new V1RoleBinding
            {
                Metadata = new V1ObjectMeta { Name = name },
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = name },
                Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = name, NamespaceProperty = Namespace }],
            }, Namespace);
        }

        var token = (await Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 600 } }, name, Namespace)).Status.Token;
        var configuration = await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(Cluster.KubeconfigPath));
        var authority = Path.Combine(Path.GetTempPath(), $"ca-{Namespace}.pem");
        await File.WriteAllTextAsync(authority, string.Join('\n', configuration.SslCaCerts.Select(x => x.ExportCertificatePem())));
        return ClusterConnection.WithToken(new Uri(configuration.Host), token, authority);
    }
}
