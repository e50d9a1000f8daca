using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Generating;
using Pipeline.Kubernetes.Rendering.Reading;
using Pipeline.Kubernetes.Rendering.Referring;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>
/// Renders a kustomization in-process. What it renders is what <c>kubectl kustomize</c> (kustomize 5.5) gives for the same input: the same objects, order
/// and values; what it can't render is an error that names field and file.
/// </summary>
public sealed class KustomizeRenderer
{
    private readonly List<string> path = [];
    private readonly string outermost;
    private bool writeOrigins;

    private KustomizeRenderer(string outermost) => this.outermost = outermost;

    /// <summary>Renders one kustomization, with all that it refers to.</summary>
    /// <exception cref="PipelineException">PIPE4001 to PIPE4006.</exception>
    public static async Task<RenderedManifests> RenderAsync(RenderRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        var root = RealPath.Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Directory)));
        var kustomization = await KustomizationReader.ReadAsync(root, cancellationToken);
        var renderer = new KustomizeRenderer(root) { writeOrigins = kustomization.WriteOrigins };
        var resources = new ResourceSet();
        await renderer.AddAsync(kustomization, resources, cancellationToken);

        // Names are final only here, so references are rewritten once, at the end.
        new HashTransformer().Apply(resources);
        new NameReferenceTransformer(kustomization.Source).Apply(resources);
        LocalConfiguration.RemoveFrom(resources);
        foreach (var image in request.Images)
            new ImageTransformer(image).Apply(resources);
        if (kustomization.Order is { } order)
            resources.Sort(order.Sort);
        if (kustomization.WriteManagedBy)
            new MapTransformer(new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "kustomize-(devel)" }, FieldSpecs.MetadataLabels).Apply(resources);

        return new RenderedManifests([.. resources.Items.Select(x => new ManifestObject(x.Body, x.Source))]);
    }

    private async Task AddAsync(Kustomization kustomization, ResourceSet resources, CancellationToken cancellationToken)
    {
        path.Add(kustomization.Root.Directory);
        foreach (var (index, resource) in kustomization.Resources.Index())
            await AddResourceAsync(kustomization, resource, $"{kustomization.Source}: resources[{index}]", resources, cancellationToken);
        resources.RequireDistinct(kustomization.Source);

        foreach (var generator in kustomization.Generators)
        {
            var made = await DataGenerator.GenerateAsync(generator, kustomization.Root, resources, cancellationToken);
            if (writeOrigins)
                Origin.Generated(made, Relative(kustomization.Source), generator.Kind);
        }

        foreach (var (index, component) in kustomization.Components.Index())
            await AddAsync(await ReadAsync(kustomization, component, $"{kustomization.Source}: components[{index}]", isComponent: true, cancellationToken), resources, cancellationToken);

        foreach (var transformer in await TransformerReader.ReadAsync(kustomization, cancellationToken))
            transformer.Apply(resources);
        path.RemoveAt(path.Count - 1);
    }

    private async Task AddResourceAsync(Kustomization kustomization, string resource, string source, ResourceSet resources, CancellationToken cancellationToken)
    {
        if (kustomization.Root.IsFolder(resource, source))
        {
            // A kustomization's transformers touch what it gathered itself, and nothing of those that name it.
            var gathered = new ResourceSet();
            await AddAsync(await ReadAsync(kustomization, resource, source, isComponent: false, cancellationToken), gathered, cancellationToken);
            resources.AddRange(gathered.Items);
            return;
        }

        var file = kustomization.Root.FilePath(resource, source);
        List<Resource> read = [.. ResourceReader.Read(await File.ReadAllTextAsync(file, cancellationToken), file)];
        if (writeOrigins)
            read.ForEach(x => Origin.Read(x, Relative(file)));
        resources.AddRange(read);
    }

    private async Task<Kustomization> ReadAsync(Kustomization parent, string referredAs, string source, bool isComponent, CancellationToken cancellationToken)
    {
        var directory = parent.Root.Folder(referredAs, source);
        if (path.Find(x => x == directory || x.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)) is { } visited)
        {
            throw new PipelineException(KubernetesErrors.KustomizationCycle, visited == directory
                ? $"Kustomizations refer to each other in a circle: {string.Join(" → ", path.SkipWhile(x => x != directory).Append(directory))}. Take one of the references out."
                : $"{source}: '{referredAs}' is a folder above '{visited}', which is being rendered; kustomize refuses that as a circle. Move what it shares into a folder beside it.");
        }

        var kustomization = await KustomizationReader.ReadAsync(directory, cancellationToken);
        if (kustomization.IsComponent == isComponent)
            return kustomization;

        throw new PipelineException(KubernetesErrors.InvalidKustomization, isComponent
            ? $"{source}: '{referredAs}' is named under components, but its kind isn't Component. Name it under resources."
            : $"{source}: '{referredAs}' is a Component. Name it under components of a kustomization.") { ExitCode = 2 };
    }

    private string Relative(string file) => Path.GetRelativePath(outermost, file).Replace('\\', '/');
}
