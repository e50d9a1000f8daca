using System.Text.RegularExpressions;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Migrations;

/// <summary>The ops image of a release: the migrations that were built and tested with it, whatever was built since.</summary>
internal static class OpsImage
{
    /// <summary>For manifests, by the digest in the release's record; from where the release's other images come.</summary>
    /// <exception cref="PipelineException">PIPE2047: its record names none.</exception>
    public static ImageOverride Of(Release release, string name)
    {
        var digest = BuildFacts.Of(release).OpsDigest
            ?? throw new PipelineException(ComponentErrors.NoOpsImage, $"The record of release {release.Number} doesn't say which '{name}' image was built with it, so no Job can run its migrations. Deploy it anew, with a build that makes that image.");
        var folder = release.Images.Select(x => x.Split('@')[0]).FirstOrDefault(x => x.Contains('/', StringComparison.Ordinal));
        return new ImageOverride(Regex.Escape(name)) { NewName = folder is null ? null : $"{folder[..folder.LastIndexOf('/')]}/{name}", Digest = digest };
    }

    /// <summary>The same as a reference: <c>registry/name@sha256:…</c>.</summary>
    /// <exception cref="PipelineException">PIPE2047: its record names none.</exception>
    public static string ReferenceOf(Release release, string name)
    {
        var image = Of(release, name);
        return $"{image.NewName ?? name}@{image.Digest}";
    }

    /// <summary>The latest release that has one: it brought the migrations that the schema may have to go back by.</summary>
    /// <exception cref="PipelineException">PIPE2047: none has.</exception>
    public static ImageOverride OfLatest(IReadOnlyList<Release> history, string name) => history.FirstOrDefault(x => BuildFacts.Of(x).OpsDigest is not null) is { } release
        ? Of(release, name)
        : throw new PipelineException(ComponentErrors.NoOpsImage, $"No release in the history says which '{name}' image was built with it, so no Job can run its migrations. Deploy with a build that makes that image.");
}
