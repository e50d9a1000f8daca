using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>
/// Renders a kustomization in-process. What it renders is what <c>kubectl kustomize</c> gives for the same input: the same objects, order and values;
/// what it can't render is an error that names field and file.
/// </summary>
public sealed class KustomizeRenderer
{
    private readonly List<string> path = [];

    private KustomizeRenderer()
    {
    }

    /// <summary>Renders one kustomization, with all that it refers to.</summary>
    /// <exception cref="PipelineException">PIPE4001 to PIPE4006.</exception>
    public static async Task<RenderedManifests> RenderAsync(RenderRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        var objects = new List<ManifestObject>();
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Directory));
        await new KustomizeRenderer().AddAsync(root, request.Directory, objects, isComponent: false, cancellationToken);
        foreach (var image in request.Images)
            new ImageTransformer(image).Apply(objects);

        return new RenderedManifests(ObjectOrder.Sort(objects));
    }

    private async Task AddAsync(string directory, string referredAs, List<ManifestObject> objects, bool isComponent, CancellationToken cancellationToken)
    {
        if (path.Contains(directory))
            throw new PipelineException(KubernetesErrors.KustomizationCycle, $"Kustomizations refer to each other in a circle: {string.Join(" → ", path.SkipWhile(x => x != directory).Append(directory))}. Take one of the references out.");

        path.Add(directory);
        var kustomization = await KustomizationReader.ReadAsync(directory, cancellationToken);
        if (kustomization.IsComponent != isComponent)
        {
            throw new PipelineException(KubernetesErrors.InvalidKustomization, isComponent
                ? $"{kustomization.Source}: '{referredAs}' is named under components, but its kind isn't Component. Name it under resources."
                : $"{kustomization.Source}: '{referredAs}' is a Component. Name it under components of a kustomization.") { ExitCode = 2 };
        }

        // A component works on what was gathered before it; a kustomization's transformers touch its own resources only.
        var gathered = isComponent ? objects : [];
        foreach (var resource in kustomization.Resources)
            await AddResourceAsync(kustomization, resource, gathered, cancellationToken);
        foreach (var component in kustomization.Components)
            await AddAsync(Existing(kustomization, component, "components", Directory.Exists), component, gathered, isComponent: true, cancellationToken);

        RequireDistinct(gathered, kustomization.Source);
        foreach (var transformer in kustomization.Transformers)
            transformer.Apply(gathered);
        RequireDistinct(gathered, kustomization.Source);

        if (!isComponent)
            objects.AddRange(gathered);
        path.RemoveAt(path.Count - 1);
    }

    private async Task AddResourceAsync(Kustomization kustomization, string resource, List<ManifestObject> objects, CancellationToken cancellationToken)
    {
        var target = Existing(kustomization, resource, "resources", x => File.Exists(x) || Directory.Exists(x));
        if (Directory.Exists(target))
        {
            await AddAsync(target, resource, objects, isComponent: false, cancellationToken);
            return;
        }

        if (!target.StartsWith(kustomization.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw NotFound(kustomization, "resources", resource, "is a file outside of the kustomization's folder, which kustomize refuses. Give its folder a kustomization.yaml and name the folder");

        objects.AddRange(ManifestReader.Read(await File.ReadAllTextAsync(target, cancellationToken), target));
    }

    private static string Existing(Kustomization kustomization, string resource, string field, Func<string, bool> exists)
    {
        if (resource.Contains("://", StringComparison.Ordinal) || resource.StartsWith("git@", StringComparison.Ordinal) || resource.StartsWith("github.com/", StringComparison.Ordinal))
            throw NotFound(kustomization, field, resource, "is remote. A rendering that depends on a network isn't reproducible: copy it into the repository");

        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(resource, kustomization.Directory));
        return exists(target) ? target : throw NotFound(kustomization, field, resource, $"doesn't exist (looked for '{target}'). Correct the path");
    }

    private static void RequireDistinct(List<ManifestObject> objects, string source)
    {
        var repeated = objects.GroupBy(x => (x.Group, x.Kind, x.Namespace, x.Name)).FirstOrDefault(x => x.Count() > 1);
        if (repeated is not null)
            throw new PipelineException(KubernetesErrors.DuplicateObject, $"{source}: {repeated.First()} is there twice, from {string.Join(" and ", repeated.Select(x => x.Source))}. Remove one or rename it.");
    }

    private static PipelineException NotFound(Kustomization kustomization, string field, string resource, string reason) =>
        new(KubernetesErrors.ResourceNotFound, $"{kustomization.Source}: {field}: '{resource}' {reason}.") { ExitCode = 2 };
}
