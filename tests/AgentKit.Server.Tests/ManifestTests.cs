using System.Globalization;
using System.Text.Json.Nodes;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Settings;
using Pipeline.Configuration.Binding;
using Pipeline.Kubernetes.Rendering;
using Pipeline.ObjectStorage;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests;

/// <summary>The manifests fit the service that they run.</summary>
public sealed class ManifestTests
{
    private const string Nginx = "nginx.ingress.kubernetes.io/";

    private static readonly ImageOverride Built = new("agentkit-server") { NewName = "ghcr.io/acme/agentkit-server", Digest = "sha256:" + new string('a', 64) };

    public static TheoryData<string> Overlays => ["staging", "production", "rehearsal/staging", "rehearsal/production"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_variable_in_the_manifests_is_a_setting_with_a_value_that_the_service_takes(string overlay)
    {
        var variables = (await VariablesAsync(overlay)).Where(x => !x.Key.StartsWith("DOTNET_", StringComparison.Ordinal)).ToDictionary();

        Assert.NotEmpty(variables);
        Assert.Empty(variables.Keys.Except(ServiceCatalogue.All.Settings.Select(x => x.Name)));
        await ReadAsync(variables);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_grace_period_fits_the_drain(string overlay)
    {
        var pod = await PodAsync(overlay);
        var settings = await ReadAsync(await VariablesAsync(overlay));
        var preStop = (long)pod["containers"]![0]!["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!;

        var needed = TimeSpan.FromSeconds(preStop) + settings.Server.DrainDelay + settings.Server.ShutdownTimeout;
        Assert.True(TimeSpan.FromSeconds((long)pod["terminationGracePeriodSeconds"]!) > needed, $"needs more than {needed.ToString("c", CultureInfo.InvariantCulture)}");
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Pods_are_hardened(string overlay)
    {
        var pod = await PodAsync(overlay);
        var container = pod["containers"]![0]!;

        Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
        Assert.Equal(1654, (long)pod["securityContext"]!["runAsUser"]!);
        Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
        Assert.False((bool)pod["automountServiceAccountToken"]!);
        Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
        Assert.Equal("""["ALL"]""", container["securityContext"]!["capabilities"]!["drop"]!.ToJsonString());
        Assert.All(["cpu", "memory"], x => Assert.NotNull(container["resources"]!["requests"]![x]));
        Assert.All(["cpu", "memory"], x => Assert.NotNull(container["resources"]!["limits"]![x]));
    }

    [Fact]
    public async Task The_port_that_is_probed_is_the_one_the_service_listens_on()
    {
        var pod = await PodAsync("production");
        var container = pod["containers"]![0]!;

        Assert.Equal((await ReadAsync(await VariablesAsync("production"))).Server.HttpPort, (int)(long)container["ports"]![0]!["containerPort"]!);
        Assert.Equal(["/livez", "/readyz", "/livez"], new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(x => (string)container[x]!["httpGet"]!["path"]!));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_file_that_the_service_takes_passes_the_ingress(string overlay)
    {
        var files = (await ReadAsync(await VariablesAsync(overlay))).Files;
        var ingress = (await RenderAsync(overlay, Built)).Objects.Single(x => x.Kind == "Ingress").Body;
        var annotations = ingress["metadata"]!["annotations"]!;
        var largest = Enum.GetValues<FileCategory>().Max(x => files.RuleFor(x).MaxBytes);

        // nginx: 0 is no limit.
        var limit = BytesOf((string)annotations[Nginx + "proxy-body-size"]!);
        Assert.True(limit == 0 || limit > largest, $"a body may have {limit} bytes, a file {largest}");
        Assert.Equal("off", (string?)annotations[Nginx + "proxy-request-buffering"]);
        Assert.True(SecondsOf(annotations, "proxy-send-timeout") > files.SlowGrace, "the controller gives a slow upload up before the service does");
        Assert.True(SecondsOf(annotations, "proxy-read-timeout") > files.ScanTimeout, "the controller gives up while the scanner still may answer");
        Assert.Equal("/v1", (string?)ingress["spec"]!["rules"]!.AsArray().Single()!["http"]!["paths"]!.AsArray().Single()!["path"]);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_has_memory_for_the_uploads_that_it_takes_at_once(string overlay)
    {
        const long service = 192L << 20;
        var settings = await ReadAsync(await VariablesAsync(overlay));
        var limit = (string)(await PodAsync(overlay))["containers"]![0]!["resources"]!["limits"]!["memory"]!;

        Assert.EndsWith("Mi", limit, StringComparison.Ordinal);
        var needed = service + ((long)settings.Files.ConcurrentUploads * new ObjectStoreOptions().PartBytes);
        Assert.True(BytesOf(limit[..^1]) >= needed, $"{limit} is less than {needed} bytes");
    }

    [Fact]
    public async Task The_component_for_Pod_Identity_opens_its_agent_and_nothing_else_of_the_node()
    {
        var folder = Path.Combine(Repository(AppContext.BaseDirectory), "k8s", "components", "eks-pod-identity");

        var policy = Assert.Single((await KustomizeRenderer.RenderAsync(new RenderRequest(folder))).Objects).Body["spec"]!;

        Assert.Equal(["169.254.170.23/32", "fd00:ec2::23/128"], policy["egress"]!.AsArray().Single()!["to"]!.AsArray().Select(x => (string)x!["ipBlock"]!["cidr"]!));
        Assert.Equal([80L], policy["egress"]![0]!["ports"]!.AsArray().Select(x => (long)x!["port"]!));
        Assert.Equal("agentkit", (string?)policy["podSelector"]!["matchLabels"]!["app.kubernetes.io/part-of"]);
    }

    private static TimeSpan SecondsOf(JsonNode annotations, string name) => TimeSpan.FromSeconds(int.Parse((string)annotations[Nginx + name]!, CultureInfo.InvariantCulture));

    private static long BytesOf(string size) => char.ToLowerInvariant(size[^1]) switch
    {
        'k' => long.Parse(size[..^1], CultureInfo.InvariantCulture) << 10,
        'm' => long.Parse(size[..^1], CultureInfo.InvariantCulture) << 20,
        'g' => long.Parse(size[..^1], CultureInfo.InvariantCulture) << 30,
        _ => long.Parse(size, CultureInfo.InvariantCulture),
    };

    // Whatever the secret store has.
    private static async Task<ServiceSettings> ReadAsync(Dictionary<string, string> variables) => ServiceSettings.Of(
        await SettingsBinder.Bind(ServiceCatalogue.All, variables, variables["ASPNETCORE_ENVIRONMENT"]).ResolveAsync((_, _) => Task.FromResult(new Secret(new string('s', 64))), CancellationToken.None));

    private static async Task<JsonNode> PodAsync(string overlay) =>
        (await RenderAsync(overlay, Built)).Objects.Single(x => x.Kind == "Deployment").Body["spec"]!["template"]!["spec"]!;

    // Literals, and those of the ConfigMap. What the cluster fills in has an example's value.
    private static async Task<Dictionary<string, string>> VariablesAsync(string overlay)
    {
        var objects = (await RenderAsync(overlay, Built)).Objects;
        var container = objects.Single(x => x.Kind == "Deployment").Body["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var settings = objects.Single(x => x.Kind == "ConfigMap" && x.Name == (string)container["envFrom"]![0]!["configMapRef"]!["name"]!).Body["data"]!.AsObject();
        return settings.Select(x => (x.Key, (string)x.Value!))
            .Concat(container["env"]!.AsArray().Select(x => ((string)x!["name"]!, (string?)x["value"] ?? Filled((string)x["name"]!, x["valueFrom"]!))))
            // As in a cluster, env wins over the ConfigMap.
            .GroupBy(x => x.Item1)
            .ToDictionary(x => x.Key, x => x.Last().Item2);
    }

    private static string Filled(string name, JsonNode from) => from["fieldRef"] is { } field
        ? (string?)field["fieldPath"] == "status.podIP" ? "127.0.0.2" : ""
        : ServiceCatalogue.All.Settings.Single(x => x.Name == name).Example!;

    private static Task<RenderedManifests> RenderAsync(string overlay, params ImageOverride[] images) =>
        KustomizeRenderer.RenderAsync(new RenderRequest(Path.Combine(Repository(AppContext.BaseDirectory), "k8s", "overlays", overlay)) { Images = images });

    private static string Repository(string directory) =>
        File.Exists(Path.Combine(directory, "Pipeline.sln")) ? directory : Repository(Path.GetDirectoryName(directory)!);
}
