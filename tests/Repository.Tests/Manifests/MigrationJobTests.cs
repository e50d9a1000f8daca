using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Rendering;

namespace Repository.Tests.Manifests;

/// <summary>The migrations' Job calls the pipeline command as it is.</summary>
public sealed class MigrationJobTests
{
    [Fact]
    public async Task Its_arguments_are_ones_that_the_command_takes()
    {
        var container = await ContainerAsync();
        string[] arguments = [.. container["args"]!.AsArray().Select(x => (string)x!)];

        var (exitCode, _, error) = Checkout.Execute("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. arguments]);
        var (_, _, misspelt) = Checkout.Execute("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. arguments, "--no-such-option"]);

        // It gets as far as the image's migrations, which aren't here.
        Assert.NotEqual(0, exitCode);
        Assert.Contains(arguments[Array.IndexOf(arguments, "--assembly") + 1], error, StringComparison.Ordinal);
        Assert.DoesNotContain("PIPE8801", error, StringComparison.Ordinal);
        Assert.Contains("PIPE8801", misspelt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_variables_are_ones_that_the_command_reads()
    {
        var source = Checkout.FilesIn("src/Pipeline.Cli", ".cs").Select(Checkout.Read).ToList();

        Assert.All((await ContainerAsync())["env"]!.AsArray().Select(x => (string)x!["name"]!).Where(x => !x.StartsWith("DOTNET_", StringComparison.Ordinal)), x => Assert.Contains(source, y => y.Contains($"\"{x}\"", StringComparison.Ordinal)));
    }

    private static async Task<JsonNode> ContainerAsync() =>
        (await KustomizeRenderer.RenderAsync(new RenderRequest(Checkout.PathOf("k8s/components/migrations")))).Objects.Single(x => x.Kind == "Job").Body["spec"]!["template"]!["spec"]!["containers"]![0]!;
}
