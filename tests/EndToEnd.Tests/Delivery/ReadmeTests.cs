using System.Text.Json;
using EndToEnd.Tests.Processes;
using Pipeline.Tests;

namespace EndToEnd.Tests.Delivery;

/// <summary>The README's first minutes with the service, word for word.</summary>
public sealed class ReadmeTests
{
    private const string Install = "sudo apt-get install curl";

    [RequiresTool("curl", Install)]
    public async Task The_first_curl_works_with_the_token_that_the_service_prints()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(ProductRepository.Root, "README.md"));
        Assert.Contains(lines, x => x.StartsWith("dotnet run --project src/AgentKit.Server ", StringComparison.Ordinal));
        var command = lines.First(x => x.StartsWith("curl ", StringComparison.Ordinal));
        await using var service = await DevelopmentService.StartAsync();

        var created = await ShellAsync(service, command.Replace("http://127.0.0.1:8080", service.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        var listed = await ShellAsync(service, service.Said.Single(x => x.StartsWith("curl ", StringComparison.Ordinal)));

        using var client = JsonDocument.Parse(created);
        Assert.Equal(("Acme", "draft"), (client.RootElement.GetProperty("name").GetString(), client.RootElement.GetProperty("onboarding_status").GetString()));
        using var list = JsonDocument.Parse(listed);
        Assert.Equal(client.RootElement.GetProperty("client_id").GetString(), Assert.Single(list.RootElement.GetProperty("items").EnumerateArray()).GetProperty("client_id").GetString());
    }

    /// <summary>As a person has typed it after the service's <c>export TOKEN=…</c>.</summary>
    private static async Task<string> ShellAsync(DevelopmentService service, string command)
    {
        Assert.Contains("$TOKEN", command, StringComparison.Ordinal);
        var finished = await Child.RunAsync("sh", ["-c", command], Path.GetTempPath(), new Dictionary<string, string> { ["TOKEN"] = service.Token });
        finished.AssertSuccess();
        return finished.Out;
    }
}
