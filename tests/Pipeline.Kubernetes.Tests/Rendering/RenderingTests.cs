using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Tests.Rendering;

public sealed class RenderingTests : IDisposable
{
    private const string ConfigMap = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}";

    private readonly Overlay overlay = new();

    public void Dispose() => overlay.Dispose();

    private Task<RenderedManifests> RenderAsync(string folder = ".") => KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Folder(folder)));

    private async Task<PipelineException> RefusedAsync(string id, string folder = ".")
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => RenderAsync(folder));
        Assert.Equal(id, error.Code.Id);
        return error;
    }

    [Fact]
    public async Task It_writes_yaml_that_reads_well()
    {
        overlay.With("kustomization.yaml", "resources: [a.yaml]\nnamespace: prod").With("a.yaml", """
            data: {plain: hello world, number: "1", bool: "yes", script: "#!/bin/sh\nexit 0\n", no-end: "a\nb", empty: "", time: "00:00:05", path: /var/run, colon: "a: b"}
            metadata: {annotations: {z: a}, name: a}
            kind: ConfigMap
            apiVersion: v1
            list: [{a: 1, b: [x, [z]]}, {}, [], 2.5, null]
            """);

        var manifests = await RenderAsync();

        Assert.Equal(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              namespace: prod
              annotations:
                z: a
            data:
              plain: hello world
              number: "1"
              bool: "yes"
              script: |
                #!/bin/sh
                exit 0
              no-end: |-
                a
                b
              empty: ""
              time: "00:00:05"
              path: /var/run
              colon: "a: b"
            list:
            - a: 1
              b:
              - x
              -
                - z
            - {}
            - []
            - 2.5
            - null

            """.ReplaceLineEndings("\n"),
            manifests.ToYaml());
    }

    [Fact]
    public async Task A_generated_name_ends_in_the_hash_that_kustomize_computes()
    {
        overlay.With("kustomization.yaml", "configMapGenerator: [{name: c, literals: ['a=<1>', b=x]}]\nsecretGenerator: [{name: s, literals: [p=w]}]");

        var manifests = await RenderAsync();

        Assert.Equal(["c-2tbdbkdb76", "s-m7cg948gg9"], manifests.Objects.Select(x => x.Name));
    }

    [Fact]
    public async Task A_file_that_is_reached_through_a_link_out_of_the_folder_is_refused()
    {
        overlay.With("outside/a.yaml", ConfigMap).With("case/kustomization.yaml", "resources: [linked.yaml]");
        File.CreateSymbolicLink(overlay.Folder("case/linked.yaml"), overlay.Folder("outside/a.yaml"));

        Assert.Contains("outside", (await RefusedAsync("PIPE4003", "case")).Message);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_text()
    {
        KustomizeCases.Write(overlay, KustomizeCases.All["everything"]);

        Assert.Equal((await RenderAsync("case")).ToYaml(), (await RenderAsync("case")).ToYaml());
    }

    [Fact]
    public async Task Images_of_the_request_are_set_last()
    {
        KustomizeCases.Write(overlay, "resources: [all.yaml]\nimages: [{name: web, newName: ghcr.io/acme/web, newTag: '2'}]");
        var digest = "sha256:" + new string('c', 64);

        var manifests = await KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Folder("case")) { Images = [new ImageOverride("ghcr.io/acme/web") { Digest = digest }] });

        Assert.Contains($"image: ghcr.io/acme/web@{digest}", manifests.ToYaml());
        Assert.DoesNotContain("ghcr.io/acme/web:2", manifests.ToYaml());
    }

    [Theory]
    [InlineData("vars: []", "(1,1): field 'vars' is not rendered")]
    [InlineData("resources: []\nhelmCharts: []", "kustomization.yaml(2,1): field 'helmCharts' is not rendered")]
    [InlineData("configurations: [a.yaml]", "field 'configurations' is not rendered")]
    [InlineData("crds: [a.yaml]", "field 'crds' is not rendered")]
    [InlineData("transformers: [a.yaml]", "field 'transformers' is not rendered")]
    [InlineData("generators: [a.yaml]", "field 'generators' is not rendered")]
    [InlineData("validators: [a.yaml]", "field 'validators' is not rendered")]
    [InlineData("openapi: {path: a.json}", "field 'openapi' is not rendered")]
    [InlineData("resorces: [a.yaml]", "unknown field 'resorces'; did you mean 'resources'?")]
    [InlineData("xyzzy: 1", "unknown field 'xyzzy'")]
    [InlineData("labels: [{pairs: {a: b}, felds: []}]", "unknown field 'labels[0].felds'; did you mean 'fields'?")]
    [InlineData("labels: [{pairs: {a: 1}}]", "field 'labels[0].pairs' must be a mapping of texts to texts")]
    [InlineData("labels: [{pairs: {a: b}, includeSelectors: maybe}]", "field 'labels[0].includeSelectors' must be true or false")]
    [InlineData("images: [{newTag: x}]", "field 'images[0].name' is missing")]
    [InlineData("images: [{name: a, tag: x}]", "unknown field 'images[0].tag'")]
    [InlineData("images: [{name: a, newTag: 1}]", "field 'images[0].newTag' must be a text, not 1")]
    [InlineData("images: web", "field 'images' must be a list of mappings")]
    [InlineData("resources: a.yaml", "field 'resources' must be a list of texts")]
    [InlineData("replicas: [{name: a, count: -1}]", "field 'replicas[0].count' must be a number")]
    [InlineData("replicas: [{name: a}]", "field 'replicas[0].count' is missing")]
    [InlineData("namespace: 1", "field 'namespace' must be a text, not 1")]
    [InlineData("buildMetadata: [nothing]", "(1,1): buildMetadata 'nothing' must be one of originAnnotations, managedByLabel")]
    [InlineData("buildMetadata: [transformerAnnotations]", "'transformerAnnotations' is not rendered")]
    [InlineData("images: [{name: '(', newTag: x}]", "field 'images[0].name' is no regular expression")]
    [InlineData("kind: Deployment", "kind 'Deployment' is neither")]
    [InlineData("apiVersion: v2", "apiVersion 'v2' is not kustomize.config.k8s.io/v1beta1")]
    [InlineData("[]", "must hold one mapping")]
    [InlineData("# nothing", "the file is empty")]
    public async Task A_field_that_is_not_rendered_is_named_with_its_file(string kustomization, string expected)
    {
        overlay.With("kustomization.yaml", kustomization);

        var error = await RefusedAsync("PIPE4002");

        Assert.Contains(expected, error.Message);
        Assert.StartsWith(overlay.Folder("./kustomization.yaml").Replace("/./", "/", StringComparison.Ordinal), error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public async Task All_mistakes_of_a_file_are_told_at_once()
    {
        overlay.With("kustomization.yaml", "vars: []\nresorces: []\nimages: [{}]");

        var error = await RefusedAsync("PIPE4002");

        Assert.All(["(1,1): field 'vars'", "(2,1): unknown field 'resorces'", "images[0].name"], x => Assert.Contains(x, error.Message));
    }

    [Fact]
    public async Task A_missing_resource_is_named_with_the_file_that_names_it()
    {
        overlay.With("kustomization.yaml", "resources: [nothing.yaml]");

        var error = await RefusedAsync("PIPE4003");

        Assert.Contains("'nothing.yaml' doesn't exist", error.Message);
        Assert.Contains("kustomization.yaml", error.Message);
    }

    [Theory]
    [InlineData("https://example.com/a.yaml")]
    [InlineData("github.com/acme/app//k8s")]
    [InlineData("git@github.com:acme/app")]
    public async Task A_remote_resource_is_refused(string resource)
    {
        overlay.With("kustomization.yaml", $"resources: ['{resource}']");

        Assert.Contains("is remote", (await RefusedAsync("PIPE4003")).Message);
    }

    [Fact]
    public async Task A_file_outside_of_the_folder_is_refused_as_kustomize_does()
    {
        overlay.With("a.yaml", ConfigMap).With("case/kustomization.yaml", "resources: [../a.yaml]");

        Assert.Contains("outside", (await RefusedAsync("PIPE4003", "case")).Message);
    }

    [Fact]
    public async Task A_circle_is_shown_whole()
    {
        overlay.With("a/kustomization.yaml", "resources: [../b]").With("b/kustomization.yaml", "resources: [../a]");

        var error = await RefusedAsync("PIPE4004", "a");

        Assert.Contains($"{overlay.Folder("a")} → {overlay.Folder("b")} → {overlay.Folder("a")}", error.Message);
    }

    [Theory]
    [InlineData("a: b: c", "a.yaml(1,")]
    [InlineData("a: 1\na: 2", "a.yaml(2,1): the key 'a' stands twice")]
    [InlineData("a: *nobody", "the alias *nobody has no anchor")]
    [InlineData("a: [1", "a.yaml(")]
    [InlineData("? [1]\n: 2", "a key must be a text")]
    [InlineData("a: {<<: 1}", "<< merges a mapping")]
    [InlineData("just text", "document 1 is no mapping")]
    [InlineData("kind: ConfigMap\nmetadata: {}", "document 1 is no Kubernetes object: apiVersion, metadata.name missing")]
    public async Task A_malformed_manifest_is_named_with_file_and_place(string manifest, string expected)
    {
        overlay.With("kustomization.yaml", "resources: [a.yaml]").With("a.yaml", manifest);

        Assert.Contains(expected, (await RefusedAsync("PIPE4005")).Message);
    }

    [Fact]
    public async Task Aliases_that_multiply_are_stopped()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        overlay.With("kustomization.yaml", "resources: [a.yaml]").With("a.yaml", bomb);

        Assert.Contains("aliases", (await RefusedAsync("PIPE4005")).Message);
    }

    [Fact]
    public async Task Two_of_the_same_object_are_named_with_their_files()
    {
        overlay.With("kustomization.yaml", "resources: [a.yaml, b.yaml]").With("a.yaml", ConfigMap).With("b.yaml", ConfigMap);

        var error = await RefusedAsync("PIPE4006");

        Assert.All(["ConfigMap/a", "a.yaml", "b.yaml"], x => Assert.Contains(x, error.Message));
    }

    [Fact]
    public async Task Two_objects_that_a_namespace_makes_the_same_are_refused()
    {
        overlay.With("kustomization.yaml", "resources: [a.yaml]\nnamespace: one")
            .With("a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: x}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: y}}");

        await RefusedAsync("PIPE4006");
    }

    [Fact]
    public async Task Replicas_of_nothing_are_refused()
    {
        overlay.With("kustomization.yaml", "resources: [a.yaml]\nreplicas: [{name: a, count: 2}]").With("a.yaml", ConfigMap);

        Assert.Contains("named 'a'", (await RefusedAsync("PIPE4002")).Message);
    }

    [Fact]
    public async Task A_folder_without_a_kustomization_and_one_with_two_are_refused()
    {
        overlay.With("none/a.yaml", ConfigMap).With("two/kustomization.yaml", "resources: []").With("two/Kustomization", "resources: []");

        await RefusedAsync("PIPE4001", "none");
        await RefusedAsync("PIPE4001", "nowhere");
        Assert.Contains("kustomization.yaml, Kustomization", (await RefusedAsync("PIPE4001", "two")).Message);
    }

    [Fact]
    public async Task A_component_is_no_resource_and_a_resource_no_component()
    {
        overlay.With("c/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: a-")
            .With("k/kustomization.yaml", "resources: []")
            .With("a/kustomization.yaml", "resources: [../c]")
            .With("b/kustomization.yaml", "components: [../k]");

        Assert.Contains("Name it under components", (await RefusedAsync("PIPE4002", "a")).Message);
        Assert.Contains("Name it under resources", (await RefusedAsync("PIPE4002", "b")).Message);
    }
}
