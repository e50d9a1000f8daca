using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Components.Deploying;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Migrations;

/// <summary>The Job that migrates, as the repository has it, with what it needs beside it.</summary>
internal static class MigrationManifests
{
    private const string UriVariable = "PIPELINE_MONGODB_URI";

    /// <param name="directory">The kustomization with the Job.</param>
    /// <param name="overlay">The environment's overlay: the first Job may come before the first deployment, and then makes the namespace that it brings.</param>
    /// <param name="images">The images that manifests are pinned to.</param>
    /// <param name="rehearsal">Where a rehearsal's database is, which no secrets manager knows; null for a named environment, whose Secret is there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RenderedManifests> RenderAsync(string directory, string overlay, IReadOnlyList<ImageOverride> images, RehearsalFacts? rehearsal, CancellationToken cancellationToken)
    {
        var job = await KustomizeRenderer.RenderAsync(new RenderRequest(directory) { Images = images }, cancellationToken);
        var namespaces = (await KustomizeRenderer.RenderAsync(new RenderRequest(overlay), cancellationToken)).Objects.Where(x => x is { Kind: "Namespace", Group: "" });
        return job with { Objects = [.. namespaces, .. rehearsal is null ? [] : new[] { Secret(job, directory, rehearsal) }, .. job.Objects] };
    }

    // Under the name and key by which the Job asks for it.
    private static ManifestObject Secret(RenderedManifests manifests, string directory, RehearsalFacts rehearsal)
    {
        var reference = manifests.Objects.Where(x => x.Kind == "Job")
            .SelectMany(x => x.Body["spec"]?["template"]?["spec"]?["containers"] as JsonArray ?? [])
            .SelectMany(x => x?["env"] as JsonArray ?? [])
            .FirstOrDefault(x => (string?)x?["name"] == UriVariable)?["valueFrom"]?["secretKeyRef"]
            ?? throw new PipelineException(ComponentErrors.EnvironmentIncomplete, $"The Job in {directory} must take {UriVariable} from a Secret (valueFrom.secretKeyRef): that is how it learns where the database is.") { ExitCode = 2 };
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = (string?)reference["name"] },
            ["type"] = "Opaque",
            ["data"] = new JsonObject { [(string)reference["key"]!] = Convert.ToBase64String(Encoding.UTF8.GetBytes(rehearsal.DatabaseUri!)) },
        };
        return new ManifestObject(body, "the rehearsal");
    }
}
