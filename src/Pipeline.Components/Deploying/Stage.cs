using Pipeline.Components.Environments;

namespace Pipeline.Components.Deploying;

/// <summary>One of the environments that a release goes through.</summary>
/// <param name="Name">As promotion policies name it: <c>staging</c>. A rehearsal has a staging and a production of its own.</param>
/// <param name="Overlay">Its overlay.</param>
/// <param name="Cluster">Its cluster; null for the rehearsal's.</param>
internal sealed record Stage(string Name, string Overlay, ClusterSettings? Cluster)
{
    /// <summary>What this build's environment stands for.</summary>
    public static Stage Of(IDeploy build) => build.IsRehearsal ? new Stage(NameOf(build.DeployedOverlay), build.DeployedOverlay, null) : new Stage(build.Environment, build.DeployedOverlay, build.Cluster);

    /// <summary>A stage of the rehearsal by its name, beside the build's own.</summary>
    public static Stage OfRehearsal(IDeploy build, string name) => new(name, $"{build.DeployedOverlay[..(build.DeployedOverlay.LastIndexOf('/') + 1)]}{name}", null);

    /// <summary>The environment that feeds a named one; only where its cluster is needs to be known of it.</summary>
    public static Stage Other(IDeploy build, string name) => new(name, name, OtherEnvironment.Cluster(build.RootDirectory!, name));

    private static string NameOf(string overlay) => overlay[(overlay.LastIndexOf('/') + 1)..];
}
