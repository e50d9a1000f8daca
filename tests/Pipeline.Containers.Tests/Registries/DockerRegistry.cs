using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>Debian's docker-registry on a port of its own, with its data in a temporary folder.</summary>
public sealed partial class DockerRegistry : IAsyncDisposable
{
    // "bob" with the password "builder", by: htpasswd -Bbn bob builder
    private const string Passwords = "bob:$2y$05$eKAtDome.pNrddJr31zs3.YzArWTmX16B8cHouY615M8pZsI7oduW\n";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("pipeline-registry-");
    private readonly Process process;

    private DockerRegistry(string authentication)
    {
        File.WriteAllText(Path.Combine(directory.FullName, "htpasswd"), Passwords);
        File.WriteAllText(Path.Combine(directory.FullName, "config.yml"), $$"""
            version: 0.1
            log: { level: info }
            storage: { filesystem: { rootdirectory: {{directory.FullName}}/data }, delete: { enabled: true } }
            http: { addr: "127.0.0.1:0" }
            {{authentication.Replace("DIRECTORY", directory.FullName, StringComparison.Ordinal)}}
            """);
        process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(directory.FullName, "config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    /// <summary><c>127.0.0.1:PORT</c>.</summary>
    public string Host { get; private set; } = "";

    public static Task<DockerRegistry> StartAsync() => StartAsync("");

    public static Task<DockerRegistry> StartWithPasswordsAsync() => StartAsync("auth: { htpasswd: { realm: basic, path: DIRECTORY/htpasswd } }");

    /// <summary>A registry that sends to a token server.</summary>
    internal static Task<DockerRegistry> StartWithTokensAsync(TokenServer server) =>
        StartAsync($$"""auth: { token: { realm: "{{server.Realm}}", service: {{TokenServer.Service}}, issuer: {{TokenServer.Issuer}}, rootcertbundle: {{server.CertificatePath}} } }""");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    private static async Task<DockerRegistry> StartAsync(string authentication)
    {
        var registry = new DockerRegistry(authentication);
        var log = new List<string>();
        while (await registry.process.StandardError.ReadLineAsync() is { } line)
        {
            log.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                registry.Host = match.Groups["host"].Value;
                _ = registry.process.StandardError.BaseStream.CopyToAsync(Stream.Null); // A full pipe would stop it.
                _ = registry.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return registry;
            }
        }

        throw new InvalidOperationException($"docker-registry ended before it listened:\n{string.Join('\n', log)}");
    }

    [GeneratedRegex(@"listening on (?<host>127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}

/// <summary>A registry for the tests of a class. Without docker-registry nothing starts, and the tests are skipped.</summary>
public sealed class OpenRegistry : IAsyncLifetime
{
    private DockerRegistry? registry;

    public string Host => registry!.Host;

    public async Task InitializeAsync() => registry = RequiresRegistryAttribute.IsThere ? await DockerRegistry.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (registry is not null)
            await registry.DisposeAsync();
    }
}

/// <summary>A test that needs docker-registry. Without it the test is skipped and says how to get it; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRegistryAttribute : FactAttribute
{
    public RequiresRegistryAttribute() => Skip = IsThere ? null! : "Needs docker-registry. Install it with: apt-get install -y docker-registry";

    internal static bool IsThere { get; } = Environment.GetEnvironmentVariable("CI") == "true"
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, "docker-registry")));
}
