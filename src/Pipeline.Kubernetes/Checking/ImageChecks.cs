using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Checking;

/// <summary>Whether images are pinned, and the credentials that pods name for them are there.</summary>
internal sealed class ImageChecks(Cluster cluster, ClusterCheckRequest request)
{
    public async Task<IEnumerable<ClusterCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var bodies = request.Manifests.Objects.Select(x => x.Body).ToList();
        var checks = new List<ClusterCheck>();
        foreach (var image in ImageList.Of(bodies))
        {
            checks.Add(image.Contains("@sha256:", StringComparison.Ordinal)
                ? new ClusterCheck($"image {image} is pinned", ClusterCheckResult.Passed, "by its digest")
                : new ClusterCheck($"image {image} is pinned", ClusterCheckResult.NotChecked, "it has no digest; the delivery pins it when the image is built", "Run RenderManifests with the built image."));
        }

        if (request.Job is { } job)
            bodies.AddRange(job.Objects.Select(x => x.Body));
        var named = bodies.SelectMany(x => Secrets(x, request.Namespace)).Distinct().ToList();
        foreach (var (@namespace, name) in named)
            checks.Add(await SecretAsync(@namespace, name, bodies, cancellationToken));
        if (checks.Count > 0 && named.Count == 0)
            checks.Add(new ClusterCheck("images can be pulled", ClusterCheckResult.NotChecked, "no pod names an imagePullSecret; the nodes' own rights decide, which can't be asked"));
        return checks;
    }

    private async Task<ClusterCheck> SecretAsync(string @namespace, string name, List<JsonObject> bodies, CancellationToken cancellationToken)
    {
        var title = $"pull secret {@namespace}/{name} exists";
        var secret = bodies.Find(x => x.Text("kind") == "Secret" && x.Text("metadata", "name") == name)
            ?? await cluster.Client.FindAsync($"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/secrets/{Uri.EscapeDataString(name)}", cancellationToken);
        return secret.Text("type") switch
        {
            null when secret is null => new ClusterCheck(title, ClusterCheckResult.Failed, "it isn't there", $"kubectl create secret docker-registry {name} --namespace {@namespace} …"),
            "kubernetes.io/dockerconfigjson" or "kubernetes.io/dockercfg" => new ClusterCheck(title, ClusterCheckResult.Passed, "it is there"),
            var type => new ClusterCheck(title, ClusterCheckResult.Failed, $"its type is {type}", "Make it anew with type kubernetes.io/dockerconfigjson."),
        };
    }

    private static IEnumerable<(string, string)> Secrets(JsonObject body, string @namespace)
    {
        var specs = body.Text("kind") switch
        {
            "ServiceAccount" => body.Items("imagePullSecrets"),
            "Pod" => body.Items("spec", "imagePullSecrets"),
            "CronJob" => body.Items("spec", "jobTemplate", "spec", "template", "spec", "imagePullSecrets"),
            _ => body.Items("spec", "template", "spec", "imagePullSecrets"),
        };
        return specs.Select(x => (body.Text("metadata", "namespace") ?? @namespace, x.Text("name") ?? ""));
    }
}
