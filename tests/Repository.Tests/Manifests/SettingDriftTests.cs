using Pipeline.Configuration.Describing;
using Pipeline.Configuration.Drift;
using Pipeline.Configuration.Generating;
using Pipeline.Configuration.Sources;
using Pipeline.Kubernetes.Rendering;

namespace Repository.Tests.Manifests;

/// <summary>What the target CheckEnvironment decides, on this checkout: the program itself is asked for its settings.</summary>
public sealed class SettingDriftTests
{
    private static readonly Lazy<Task<DriftReport>> s_report = new(CompareAsync);

    public static TheoryData<DriftKind> Kinds => [.. Enum.GetValues<DriftKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Code_manifests_documents_and_sources_say_the_same_of_the_settings(DriftKind kind) =>
        Assert.Empty((await s_report.Value).Findings.Where(x => x.Kind == kind).Select(x => x.ToString()));

    [Fact]
    public async Task Every_overlay_is_compared()
    {
        string[] overlays = [.. Checkout.FilesIn("k8s/overlays", "kustomization.yaml").Select(x => x[..x.LastIndexOf('/')])];

        var compared = (await s_report.Value).Compared;

        Assert.NotEmpty(overlays);
        Assert.All(overlays, x => Assert.Contains(compared, y => y.StartsWith($"manifests of {x}: ", StringComparison.Ordinal)));
        Assert.Contains("secret store: no environment is named; --environment NAME names one.", (await s_report.Value).NotEvaluated);
    }

    private static async Task<DriftReport> CompareAsync()
    {
        var (exitCode, output, error) = Checkout.Execute("dotnet", Path.Combine(AppContext.BaseDirectory, "AgentKit.Server.dll"), "--describe-configuration");
        Assert.True(exitCode == 0, error);
        var description = ConfigurationDescription.Read(output);
        List<OverlayManifests> overlays = [];
        foreach (var file in Checkout.FilesIn("k8s/overlays", "kustomization.yaml"))
        {
            var place = file[..file.LastIndexOf('/')];
            overlays.Add(new(place, [.. (await KustomizeRenderer.RenderAsync(new RenderRequest(Checkout.PathOf(place)))).Objects.Select(x => x.Body)]));
        }

        return DriftGate.Compare(new DriftRequest
        {
            Description = description,
            Generation = ServiceEnvironment.Generation,
            Overlays = overlays,
            Image = "agentkit-server",
            LibraryVariables = ServiceEnvironment.LibraryVariables,
            Files = EnvironmentGenerator.Generate(description, ServiceEnvironment.Generation).Select(x => x.Path).Where(x => File.Exists(Checkout.PathOf(x))).ToDictionary(x => x, Checkout.Read),
            Sources = [.. Checkout.FilesIn("src", ".cs").Select(x => new SourceText(x, Checkout.Read(x)))],
            AllowedReads = ServiceEnvironment.AllowedReads,
        });
    }
}
