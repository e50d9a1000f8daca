using System.Diagnostics;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Tests;

namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>Our rendering against kustomize's own.</summary>
public sealed class KubectlTests
{
    public static IEnumerable<string> Overlays =>
        Directory.EnumerateFiles(Path.Combine(Overlay.Repository, "k8s"), "kustomization.yaml", SearchOption.AllDirectories).Select(x => Path.GetDirectoryName(x)!).Order(StringComparer.Ordinal);

    [RequiresTool("kubectl", install: "see https://kubernetes.io/docs/tasks/tools/")]
    public async Task Every_overlay_of_this_repository_is_rendered_as_kubectl_does()
    {
        Assert.Contains(Overlays, x => x.EndsWith(Path.Combine("overlays", "production"), StringComparison.Ordinal));

        foreach (var overlay in Overlays)
            await SameAsync(overlay, Path.GetRelativePath(Overlay.Repository, overlay));
    }

    [RequiresTool("kubectl", install: "see https://kubernetes.io/docs/tasks/tools/")]
    public async Task Every_case_is_rendered_as_kubectl_does()
    {
        foreach (var (name, kustomization) in KustomizeCases.All)
        {
            using var overlay = new Overlay();
            KustomizeCases.Write(overlay, kustomization);
            await SameAsync(overlay.Folder("case"), name);
        }
    }

    private static async Task SameAsync(string directory, string name)
    {
        var expected = ManifestReader.Read(await KustomizeAsync(directory), "kubectl");
        var actual = await KustomizeRenderer.RenderAsync(new RenderRequest(directory));

        Assert.Equal([name, .. expected.Select(x => x.ToString())], [name, .. actual.Objects.Select(x => x.ToString())]);
        foreach (var (ours, theirs) in actual.Objects.Zip(expected))
            Assert.True(JsonNode.DeepEquals(ours.Body, theirs.Body), $"{name}: {ours}\nours:   {ours.Body.ToJsonString()}\ntheirs: {theirs.Body.ToJsonString()}");

        // What we write is read back as the same, so a cluster gets what kustomize would have given it.
        var written = ManifestReader.Read(actual.ToYaml(), "written");
        Assert.All(written.Zip(expected), x => Assert.True(JsonNode.DeepEquals(x.First.Body, x.Second.Body), name));
    }

    private static async Task<string> KustomizeAsync(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", directory]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
