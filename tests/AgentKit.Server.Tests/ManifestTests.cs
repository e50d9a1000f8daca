using System.Globalization;
using System.Text.Json.Nodes;
using AgentKit.Server.Settings;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating;

namespace AgentKit.Server.Tests;

/// <summary>The manifests fit the service that they run.</summary>
public sealed class ManifestTests
{
    private static readonly ImageOverride Built = new("agentkit-server") { NewName = "ghcr.io/acme/agentkit-server", Digest = "sha256:" + new string('a', 64) };

    public static TheoryData<string> Overlays => ["staging", "production", "rehearsal/staging", "rehearsal/production"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task An_overlay_is_valid_and_with_the_built_image_pinned(string overlay)
    {
        var manifests = await RenderAsync(overlay, Built);

        Assert.Empty(ManifestValidator.Require(new ValidationRequest(manifests) { RequireDigests = true }));
        Assert.Equal(["Namespace", "Service", "Deployment"], manifests.Objects.Select(x => x.Kind));
        Assert.All(manifests.Objects, x => Assert.Equal((overlay.StartsWith("rehearsal", StringComparison.Ordinal) ? "" : "agentkit-") + overlay.Replace('/', '-'), x.Namespace ?? x.Name));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Without_the_built_image_it_says_why_it_is_not_pinned(string overlay)
    {
        var finding = Assert.Single(ManifestValidator.Validate(new ValidationRequest(await RenderAsync(overlay))));

        Assert.Equal(("image-digest", FindingSeverity.Warning), (finding.Rule, finding.Severity));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_variable_in_the_manifests_is_a_setting_with_a_value_that_the_service_takes(string overlay)
    {
        var variables = Variables(await PodAsync(overlay)).Where(x => !x.Key.StartsWith("DOTNET_", StringComparison.Ordinal)).ToDictionary();

        Assert.NotEmpty(variables);
        Assert.Empty(variables.Keys.Except(SettingCatalogue.All.Select(x => x.Name)));
        SettingsReader.Read(variables);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_grace_period_fits_the_drain(string overlay)
    {
        var pod = await PodAsync(overlay);
        var settings = SettingsReader.Read(Variables(pod));
        var preStop = (long)pod["containers"]![0]!["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!;

        var needed = TimeSpan.FromSeconds(preStop) + settings.DrainDelay + settings.ShutdownTimeout;
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

        Assert.Equal(SettingsReader.Read(Variables(pod)).HttpPort, (int)(long)container["ports"]![0]!["containerPort"]!);
        Assert.Equal(["/livez", "/readyz", "/livez"], new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(x => (string)container[x]!["httpGet"]!["path"]!));
    }

    private static async Task<JsonNode> PodAsync(string overlay) =>
        (await RenderAsync(overlay, Built)).Objects.Single(x => x.Kind == "Deployment").Body["spec"]!["template"]!["spec"]!;

    private static Dictionary<string, string> Variables(JsonNode pod) =>
        pod["containers"]![0]!["env"]!.AsArray().ToDictionary(x => (string)x!["name"]!, x => (string)x!["value"]!);

    private static Task<RenderedManifests> RenderAsync(string overlay, params ImageOverride[] images) =>
        KustomizeRenderer.RenderAsync(new RenderRequest(Path.Combine(Repository(AppContext.BaseDirectory), "k8s", "overlays", overlay)) { Images = images });

    private static string Repository(string directory) =>
        File.Exists(Path.Combine(directory, "Pipeline.sln")) ? directory : Repository(Path.GetDirectoryName(directory)!);
}
