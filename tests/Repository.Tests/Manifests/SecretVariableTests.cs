using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Rendering;

namespace Repository.Tests.Manifests;

/// <summary>The component for clusters without a secret store, which no overlay has.</summary>
public sealed class SecretVariableTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pipeline-manifests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Added_to_the_base_it_takes_the_secrets_from_a_Secret()
    {
        foreach (var file in Checkout.Files.Where(x => x.StartsWith("k8s/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Checkout.PathOf(file), copy);
        }

        var overlay = Directory.CreateDirectory(Path.Combine(folder.FullName, "k8s/overlays/small")).FullName;
        await File.WriteAllTextAsync(Path.Combine(overlay, "kustomization.yaml"), "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: small\nresources:\n  - ../../base\ncomponents:\n  - ../../components/secret-variables\n");

        var objects = (await KustomizeRenderer.RenderAsync(new RenderRequest(overlay))).Objects;

        var container = objects.Single(x => x.Kind == "Deployment").Body["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var secrets = container["env"]!.AsArray().OfType<JsonObject>().Where(x => x["valueFrom"]?["secretKeyRef"] is not null).ToDictionary(x => (string)x["name"]!, x => (string)x["valueFrom"]!["secretKeyRef"]!["key"]!);
        Assert.Contains("AGENTKIT_SIGNING_KEY", secrets.Keys);
        Assert.All(secrets, x => Assert.Equal(x.Key, x.Value));
        Assert.Single(container["envFrom"]!.AsArray());
    }
}
