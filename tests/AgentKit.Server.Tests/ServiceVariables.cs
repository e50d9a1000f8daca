using Pipeline.Tests;

namespace AgentKit.Server.Tests;

/// <summary>Variables for a service of its own process: Staging, with a database, files and development tokens.</summary>
internal static class ServiceVariables
{
    public static async Task<Dictionary<string, string>> NewAsync(params (string Name, string Value)[] changes)
    {
        var database = await TestDatabases.NewAsync();
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1",
            ["AGENTKIT_HTTP_PORT"] = $"{FreePort.Take()}",
            ["MONGODB_URI"] = await TestDatabases.ServerAsync(),
            ["MONGODB_DATABASE"] = database.DatabaseNamespace.DatabaseName,
            ["FILE_STORAGE_ROOT"] = $"file://{Directory.CreateTempSubdirectory("agentkit-").FullName}",
            ["SECRET_STORE"] = "env:",
            ["AGENTKIT_SIGNING_KEY"] = "canary-signing-key-canary-signing-key",
            ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true",
        };
        foreach (var (name, value) in changes)
            variables[name] = value;
        return variables;
    }

    public static Uri Address(this IReadOnlyDictionary<string, string> variables) => new($"http://127.0.0.1:{variables["AGENTKIT_HTTP_PORT"]}");
}
