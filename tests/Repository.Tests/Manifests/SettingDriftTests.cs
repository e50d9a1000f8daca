using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Repository.Tests.Manifests;

public sealed class SettingDriftTests
{
    // Each with its reason.
    private static readonly Dictionary<string, string> s_leftToDefaults = new()
    {
        ["AGENTKIT_HTTP_ADDRESS"] = "a pod listens on all its addresses",
        ["AGENTKIT_COMMIT"] = "the image sets it",
        ["AGENTKIT_REQUEST_HEADERS_TIMEOUT"] = "the same everywhere",
        ["AGENTKIT_KEEP_ALIVE_TIMEOUT"] = "the same everywhere",
    };

    public static TheoryData<string> Overlays => ["staging", "production", "rehearsal/staging", "rehearsal/production"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_manifests_set_what_the_service_has_and_say_what_they_leave(string overlay)
    {
        var manifests = await KustomizeRenderer.RenderAsync(new RenderRequest(Checkout.PathOf($"k8s/overlays/{overlay}")));
        var left = s_leftToDefaults.Where(x => x.Key != "AGENTKIT_HTTP_ADDRESS" || !overlay.StartsWith("rehearsal", StringComparison.Ordinal)).ToDictionary();

        Assert.Empty(SettingDrift.Find(ServiceSettings.Read(), manifests.Objects, "server", left));
    }

    [Theory]
    [InlineData("X A", "X is set, and is no setting of the service.")]
    [InlineData("DOTNET_gcServer", "A is required, and isn't set.")]
    [InlineData("A A", "A is set more than once.")]
    [InlineData("A B", "B is set, and listed as left to its default.")]
    [InlineData("A C", "C is a secret, and its value doesn't come from a Secret.")]
    public void Drift_is_reported(string variables, string expected) => Assert.Contains(expected, Find(variables));

    [Theory]
    [InlineData("A secret:C")]
    [InlineData("A secret:C DOTNET_gcServer")]
    public void What_fits_is_not(string variables) => Assert.Empty(Find(variables));

    [Fact]
    public void A_setting_that_nobody_thought_of_is_reported() =>
        Assert.Contains("D is neither set nor listed as left to its default.", SettingDrift.Find([new("D", IsRequired: false, IsSecret: false)], [Deployment("A")], "server", new Dictionary<string, string>()));

    private static IEnumerable<string> Find(string variables) => SettingDrift.Find(
        [new("A", IsRequired: true, IsSecret: false), new("B", IsRequired: false, IsSecret: false), new("C", IsRequired: true, IsSecret: true)],
        [Deployment(variables)],
        "server",
        new Dictionary<string, string> { ["B"] = "a default" });

    // secret:NAME comes from a Secret, any other name has a literal.
    private static ManifestObject Deployment(string variables)
    {
        var env = new JsonArray([.. variables.Split(' ').Select(x => x.StartsWith("secret:", StringComparison.Ordinal)
            ? new JsonObject { ["name"] = x[7..], ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject() } }
            : new JsonObject { ["name"] = x, ["value"] = "y" })]);
        var pod = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "server", ["env"] = env }) };
        return new(new JsonObject { ["kind"] = "Deployment", ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = pod } } }, "test");
    }
}
