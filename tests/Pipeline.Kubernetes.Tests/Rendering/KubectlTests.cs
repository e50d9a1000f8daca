using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Tests;

namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>Our rendering against kustomize's own.</summary>
public sealed class KubectlTests
{
    private const string Install = "see https://kubernetes.io/docs/tasks/tools/";

    // A component stands on its own only by chance: those are rendered on top of an overlay (Manifests/ComponentTests).
    private static IEnumerable<string> Overlays =>
        Directory.EnumerateFiles(Path.Combine(Overlay.Repository, "k8s"), "kustomization.yaml", SearchOption.AllDirectories).Select(x => Path.GetDirectoryName(x)!)
            .Where(x => !x.Contains("/components/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [RequiresTool("kubectl", Install)]
    public async Task Every_overlay_of_this_repository_is_rendered_as_kubectl_does()
    {
        Assert.Contains(Overlays, x => x.EndsWith(Path.Combine("overlays", "production"), StringComparison.Ordinal));

        None(await DifferencesAsync(Overlays, x => (Path.GetRelativePath(Overlay.Repository, x), x, null)));
    }

    [RequiresTool("kubectl", Install)]
    public async Task Every_case_is_rendered_as_kubectl_does() =>
        None(await DifferencesAsync(KustomizeCases.All, x =>
        {
            var overlay = new Overlay();
            KustomizeCases.Write(overlay, x.Value);
            return (x.Key, overlay.Folder("case"), overlay);
        }));

    [RequiresTool("kubectl", Install)]
    public async Task Every_case_file_is_rendered_as_kubectl_does()
    {
        Assert.True(CaseFile.Rendered.Count >= 40);

        None(await DifferencesAsync(CaseFile.Rendered, x =>
        {
            var overlay = x.Write();
            return (x.Name, overlay.Root, overlay);
        }));
    }

    [RequiresTool("kubectl", Install)]
    public async Task Whatever_is_combined_is_rendered_as_kubectl_does() =>
        None(await DifferencesAsync(Enumerable.Range(1, 20), x =>
        {
            var overlay = new RandomKustomization(x).Write();
            return ($"seed {x}", overlay.Root, overlay);
        }));

    [RequiresTool("kubectl", Install)]
    public async Task What_we_refuse_kubectl_refuses_too()
    {
        var accepted = new List<string>();
        foreach (var item in CaseFile.Refused)
        {
            using var overlay = item.Write();
            if ((await Kubectl.KustomizeAsync(overlay.Root)).ExitCode == 0)
                accepted.Add(item.Name);
        }

        Assert.Empty(accepted);
    }

    private static void None(IReadOnlyList<string> differences) => Assert.True(differences.Count == 0, string.Join("\n", differences));

    private static async Task<IReadOnlyList<string>> DifferencesAsync<T>(IEnumerable<T> cases, Func<T, (string Name, string Directory, Overlay? Files)> prepare)
    {
        var differences = new List<string>();
        foreach (var item in cases)
        {
            var (name, directory, files) = prepare(item);
            using (files)
            {
                if (await DifferenceAsync(directory) is { } difference)
                    differences.Add($"{name}: {difference}");
            }
        }

        return differences;
    }

    internal static async Task<string?> DifferenceAsync(string directory)
    {
        var (exitCode, output, error) = await Kubectl.KustomizeAsync(directory);
        if (exitCode != 0)
            return $"kubectl refuses it: {error}";

        RenderedManifests actual;
        try
        {
            actual = await KustomizeRenderer.RenderAsync(new RenderRequest(directory));
        }
        catch (PipelineException refused)
        {
            return $"we refuse it: {refused.Message}";
        }

        // What we write is read back too, so a cluster gets what kustomize would have given it.
        var expected = ManifestReader.Read(output, "kubectl");
        return Difference(expected, actual.Objects) ?? (Difference(expected, ManifestReader.Read(actual.ToYaml(), "written")) is { } written ? $"as written: {written}" : null);
    }

    private static string? Difference(IReadOnlyList<ManifestObject> expected, IReadOnlyList<ManifestObject> actual)
    {
        var (theirs, ours) = (string.Join(", ", expected), string.Join(", ", actual));
        if (theirs != ours)
            return $"\n  ours:   {ours}\n  theirs: {theirs}";
        return expected.Zip(actual).Select(x => Difference(x.First.Body, x.Second.Body, x.First.ToString())).FirstOrDefault(x => x is not null);
    }

    // The first place at which they differ.
    private static string? Difference(JsonNode? theirs, JsonNode? ours, string path) => (theirs, ours) switch
    {
        _ when JsonNode.DeepEquals(theirs, ours) => null,
        (JsonObject a, JsonObject b) => a.Select(x => x.Key).Union(b.Select(x => x.Key)).Select(x => a.ContainsKey(x) == b.ContainsKey(x) ? Difference(a[x], b[x], $"{path}.{x}") : $"{path}.{x} is only {(a.ContainsKey(x) ? "theirs" : "ours")}: {(a[x] ?? b[x])?.ToJsonString()}").First(x => x is not null),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).Select((x, i) => Difference(x.First, x.Second, $"{path}[{i}]")).First(x => x is not null),
        _ => $"{path}\n  ours:   {ours?.ToJsonString()}\n  theirs: {theirs?.ToJsonString()}",
    };
}
