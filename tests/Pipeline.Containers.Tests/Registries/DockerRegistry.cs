using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Tests.Registries;

/// <summary>Debian's docker-registry on a port of its own, with its data in a temporary folder. Free of xunit, so that benchmarks can link this file.</summary>
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

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }

    /// <param name="authentication">A line of its configuration; <c>DIRECTORY</c> is its folder.</param>
    internal static async Task<DockerRegistry> StartAsync(string authentication)
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
