using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Tests.Manifests;

/// <summary>The repository's own k8s folder.</summary>
internal static class Layout
{
    public static string Folder { get; } = Path.Combine(Overlay.Repository, "k8s");

    public static TheoryData<string> Overlays => ["staging", "production", "rehearsal/staging", "rehearsal/production"];

    /// <summary>Those that an overlay may add; ingress and rehearsal are in the overlays already, and cluster-issuers is in none.</summary>
    public static IReadOnlyList<string> ComponentNames { get; } =
        [.. Directory.GetDirectories(Path.Combine(Folder, "components")).Select(x => Path.GetFileName(x)).Where(x => x is not ("ingress" or "rehearsal" or "cluster-issuers")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Components => [.. ComponentNames];

    public static IReadOnlyList<ImageOverride> Built { get; } =
    [
        new("agentkit-server") { NewName = "ghcr.io/acme/agentkit-server", Digest = "sha256:" + new string('a', 64) },
        new("agentkit-ops") { NewName = "ghcr.io/acme/agentkit-ops", Digest = "sha256:" + new string('b', 64) },
    ];

    public static Task<RenderedManifests> RenderAsync(string overlay) => RenderFolderAsync(Path.Combine(Folder, "overlays", overlay));

    public static Task<RenderedManifests> RenderFolderAsync(string folder) => KustomizeRenderer.RenderAsync(new RenderRequest(folder) { Images = Built });

    /// <summary>A copy of the folder, with an overlay <c>overlays/with</c> that adds a component to production.</summary>
    public static Overlay With(string component)
    {
        var copy = new Overlay();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            copy.With(Path.GetRelativePath(Folder, file), File.ReadAllText(file));
        return copy.With("overlays/with/kustomization.yaml", $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: agentkit-production
            resources: [../production]
            components: [../../components/{component}]
            """);
    }
}
