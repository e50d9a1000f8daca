using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Tests.Manifests;

/// <summary>What can't be read says what, which, and what next.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a\ndata: {}\n", "base/web.yaml(3,")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n\tdata: {}\n", "base/web.yaml(4,9)")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  name: b\n", "base/web.yaml(5,3): the key 'name' stands twice.")]
    public async Task Malformed_YAML_names_file_line_and_column(string yaml, string says)
    {
        using var overlay = new Overlay().With("base/kustomization.yaml", "resources: [web.yaml]").With("base/web.yaml", yaml).With("top/kustomization.yaml", "resources: [../base]");

        var error = await Assert.ThrowsAsync<PipelineException>(() => KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Folder("top"))));

        Assert.Equal("PIPE4005", error.Code.Id);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resources: [../bas]", "resources[0]: '../bas' doesn't exist (looked for '")]
    [InlineData("resources: [../base]\npatches: [{path: patch.yaml}]", "patch.yaml' doesn't exist (looked for '")]
    [InlineData("resources: [../base]\ncomponents: [../../components/x]", "components[0]: '../../components/x' doesn't exist")]
    public async Task An_overlay_that_names_a_missing_file_says_which_and_what_next(string kustomization, string says)
    {
        using var overlay = new Overlay().With("base/kustomization.yaml", "resources: [web.yaml]").With("base/web.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}").With("top/kustomization.yaml", kustomization);

        var error = await Assert.ThrowsAsync<PipelineException>(() => KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Folder("top"))));

        Assert.Equal(("PIPE4003", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains("top/kustomization.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("Correct the path", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 10_000)]
    public async Task Whatever_is_nested_too_deeply_is_refused(string opening, int times)
    {
        using var overlay = new Overlay().With("kustomization.yaml", "resources: [web.yaml]").With("web.yaml", string.Concat(Enumerable.Repeat(opening, times)));

        Assert.Equal("PIPE4005", (await Assert.ThrowsAsync<PipelineException>(() => KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Root)))).Code.Id);
    }
}
