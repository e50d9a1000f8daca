using System.Text.Json;

namespace EndToEnd.Tests.Delivery;

/// <summary>What is made of the service's settings, and the gate that holds it together, by this repository's own build.</summary>
public sealed class EnvironmentTargetTests(ProductCopy copy) : IClassFixture<ProductCopy>
{
    private const string Document = "docs/ENVIRONMENT_VARIABLES.md";

    [Fact]
    public async Task Drift_stops_the_delivery_with_what_to_do_and_generated_files_can_be_written_anew()
    {
        var passed = await copy.RunAsync("CheckEnvironment");
        Assert.Contains("manifests of k8s/overlays/production", passed.All, StringComparison.Ordinal);
        Assert.Contains("not evaluated  secret store: no environment is named", passed.All, StringComparison.Ordinal);
        Assert.Empty(Report().GetProperty("findings").EnumerateArray());

        var document = await File.ReadAllTextAsync(copy.PathOf(Document));
        copy.Replace(Document, "AGENTKIT_HTTP_PORT", "AGENTKIT_HTP_PORT");
        copy.Replace("k8s/overlays/production/kustomization.yaml", "MONGODB_PASSWORD=secret://", "MONGODB_PASWORD=secret://");
        copy.Replace("k8s/overlays/staging/kustomization.yaml", "AGENTKIT_SIGNING_KEY=secret://agentkit/staging/signing/service", "AGENTKIT_SIGNING_KEY=canary-canary-canary-canary-canary");
        var drifted = await copy.ChildAsync("CheckEnvironment");
        drifted.AssertMistake(1, "PIPE2060", "MONGODB_PASWORD", "Did you mean MONGODB_PASSWORD?", "AGENTKIT_SIGNING_KEY is a secret, and its value stands in ConfigMap", "Run ./build.sh GenerateEnvironment and commit it.");
        Assert.DoesNotContain("canary-canary", drifted.All, StringComparison.Ordinal);
        Assert.Equal(["exposedSecret", "outdatedFile", "unknownVariable"], Report().GetProperty("findings").EnumerateArray().Select(x => x.GetProperty("kind").GetString()).Distinct().Order());

        Assert.Contains($"written   {Document}", (await copy.RunAsync("GenerateEnvironment")).All, StringComparison.Ordinal);
        Assert.Equal(document, await File.ReadAllTextAsync(copy.PathOf(Document)));

        await File.WriteAllTextAsync(copy.PathOf(".nuke/parameters.production.json"), """{ "SecretStore": "encrypted:secrets.json" }""");
        copy.Replace("k8s/overlays/production/kustomization.yaml", "MONGODB_PASWORD=secret://", "MONGODB_PASSWORD=secret://");
        (await copy.ChildAsync("CheckEnvironment", "--environment", "production")).AssertMistake(1, "PIPE2060", "MONGODB_PASSWORD refers to the secret 'agentkit/production/database/app', which encrypted:secrets.json doesn't have. Put the secret into the store, or correct the reference.");
    }

    private JsonElement Report()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(copy.PathOf("output/environment-check.json")));
        return json.RootElement.Clone();
    }
}
