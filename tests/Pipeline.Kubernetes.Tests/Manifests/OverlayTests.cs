using Pipeline.Kubernetes.Jobs;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Tests.Rendering;
using Pipeline.Kubernetes.Tests.Reporting;
using Pipeline.Kubernetes.Validating;
using Pipeline.Tests;

namespace Pipeline.Kubernetes.Tests.Manifests;

/// <summary>The repository's manifests keep our own rules; what is waived says why.</summary>
public sealed class OverlayTests
{
    public static TheoryData<string> Overlays => Layout.Overlays;

    public static TheoryData<string> Components => Layout.Components;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task An_overlay_keeps_every_rule(string overlay)
    {
        var report = await ReviewAsync(await Layout.RenderAsync(overlay));

        Assert.Equal("", string.Join('\n', report.Findings.Where(x => x.WaivedBecause is null)));
        Assert.Equal(["K8S502"], report.Waived.Select(x => x.Rule.Id));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task A_component_on_top_of_production_keeps_every_rule(string component)
    {
        using var copy = Layout.With(component);

        var report = await ReviewAsync(await Layout.RenderFolderAsync(copy.Folder("overlays/with")));

        Assert.Equal("", string.Join('\n', report.Findings.Where(x => x.WaivedBecause is null)));
    }

    [Fact]
    public async Task The_migrations_Job_keeps_every_rule_as_the_delivery_makes_it()
    {
        var production = await Layout.RenderAsync("production");
        var component = await Layout.RenderFolderAsync(Path.Combine(Layout.Folder, "components", "migrations"));
        var request = new JobRequest
        {
            Namespace = "agentkit-production",
            Manifests = component,
            Purpose = "up",
            Arguments = ["migrate", "up", "--plan", "$(PIPELINE_PLAN)"],
            Variables = new Dictionary<string, string> { ["PIPELINE_PLAN"] = $"{JobRequest.FilesDirectory}/plan.json" },
            Files = new Dictionary<string, string> { ["plan.json"] = "{}" },
            IsChange = true,
        };
        var draft = JobDraft.From(request, "0a1b2c3d", "ada");
        var beside = component.Objects.Single(x => x.Kind == "ServiceAccount");
        beside.Body.Map("metadata")!["namespace"] = request.Namespace;

        var report = await ReviewAsync(production with
        {
            Objects = [.. production.Objects, beside, new ManifestObject(draft.Files(request.Files, "5f0c"), "the run"), new ManifestObject(draft.Job, "the run")],
        });

        Assert.Equal("agentkit-migrations-up-0a1b2c3d", draft.Reference.Name);
        Assert.Equal("", string.Join('\n', report.Findings.Where(x => x.WaivedBecause is null)));
    }

    [RequiresTool("kubectl", "see https://kubernetes.io/docs/tasks/tools/")]
    public async Task A_component_on_top_of_production_is_rendered_as_kubectl_does()
    {
        foreach (var component in Layout.ComponentNames)
        {
            using var copy = Layout.With(component);

            Assert.Null(await KubectlTests.DifferenceAsync(copy.Folder("overlays/with")));
        }
    }

    [Fact]
    public async Task The_issuers_are_the_clusters_and_said_to_be_not_validated()
    {
        var report = await ReviewAsync(await Layout.RenderFolderAsync(Path.Combine(Layout.Folder, "components", "cluster-issuers")));

        Assert.Equal([("K8S005", "ClusterIssuer/letsencrypt-production"), ("K8S005", "ClusterIssuer/letsencrypt-staging")], report.Findings.Select(x => (x.Rule.Id, x.Subject)));
        Assert.All(report.Findings, x => Assert.Equal(FindingSeverity.Note, x.Severity));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task An_image_that_is_not_pinned_is_all_that_is_missing_before_the_delivery(string overlay)
    {
        var rendered = await KustomizeRenderer.RenderAsync(new RenderRequest(Path.Combine(Layout.Folder, "overlays", overlay)));

        var report = await ReviewAsync(rendered);

        Assert.Equal("K8S310", Assert.Single(report.Findings, x => x.WaivedBecause is null).Rule.Id);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Everything_of_an_overlay_is_in_its_namespace(string overlay)
    {
        var space = overlay.StartsWith("rehearsal", StringComparison.Ordinal) ? overlay.Replace('/', '-') : "agentkit-" + overlay;

        Assert.All((await Layout.RenderAsync(overlay)).Objects, x => Assert.Equal(space, x.Kind == "Namespace" ? x.Name : x.Namespace));
    }

    [Fact]
    public async Task A_rehearsal_has_the_environments_objects_and_listens_on_the_pods_own_address()
    {
        var production = await Layout.RenderAsync("production");
        var rehearsal = await Layout.RenderAsync("rehearsal/production");

        // And a volume for files and secrets, which has no cloud to go to.
        Assert.Equal(Kinds(production).Append("PersistentVolumeClaim").Order(), Kinds(rehearsal).Order());
        var pod = rehearsal.Objects.Single(x => x.Kind == "Deployment").Body.At("spec", "template", "spec");
        Assert.Equal("status.podIP", pod.Maps("containers").Single().Maps("env").Single(x => x.Text("name") == "AGENTKIT_HTTP_ADDRESS").At("valueFrom", "fieldRef").Text("fieldPath"));
    }

    private static IEnumerable<string> Kinds(RenderedManifests manifests) => manifests.Objects.Select(x => x.Kind);

    // The day is fixed: that a waiver has expired is for the delivery to say, not for a test to fail by.
    private static Task<ManifestReport> ReviewAsync(RenderedManifests manifests) => ManifestReview.ReviewAsync(new ReviewRequest(manifests) { Time = new FixedClock(2026, 11, 23) });
}
