using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Secrets;

namespace Pipeline.Containers.Registries.Credentials;

/// <summary>Runs <c>docker-credential-NAME get</c>: the server's name goes in, JSON comes out (https://github.com/docker/docker-credential-helpers).</summary>
internal sealed class CredentialHelper(string name, string? directory)
{
    private const string IdentityTokenUser = "<token>";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string program = directory is null ? $"docker-credential-{name}" : Path.Combine(directory, $"docker-credential-{name}");

    public async Task<RegistryCredential?> GetAsync(string server, CancellationToken cancellationToken)
    {
        // It comes from a file; a helper is a name, never a path.
        if (name.AsSpan().ContainsAny('/', '\\'))
            throw Failed($"'{name}' is no credential helper's name. Correct it in config.json.");

        var (exitCode, output, error) = await RunAsync(server, cancellationToken);
        if (exitCode != 0)
        {
            // A helper says so on standard output, and with the exit code of a failure.
            return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw Failed($"'{program} get' for {server} ended with {exitCode}: {(output + " " + error).Trim()}. Run it by hand to see why, or run docker login again.");
        }

        JsonObject? answer;
        try
        {
            answer = JsonNode.Parse(output) as JsonObject;
        }
        catch (JsonException)
        {
            answer = null; // What it printed may hold the password, so it isn't shown.
        }

        if (answer?["Username"] is not JsonValue userValue || !userValue.TryGetValue(out string? user)
            || answer["Secret"] is not JsonValue secretValue || !secretValue.TryGetValue(out string? secret))
            throw Failed($"'{program} get' for {server} printed no JSON with Username and Secret. Install the helper again, or remove it from config.json.");

        return user switch
        {
            IdentityTokenUser => new RegistryCredential("", new Secret("")) { IdentityToken = new Secret(secret) },
            "" => null,
            _ => new RegistryCredential(user, new Secret(secret)),
        };
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string server, CancellationToken cancellationToken)
    {
        using var process = Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await WriteAsync(process, server);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"'{program} get' for {server} didn't end within {Timeout.TotalSeconds:N0} s. Run it by hand: it may ask something.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["get"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        }
        catch (Win32Exception error)
        {
            throw new RegistryException(RegistryErrors.CredentialHelper, $"The credential helper '{program}' that Docker's config.json names can't be started: {error.Message}. Install it, or remove it from config.json.", error);
        }
    }

    private static async Task WriteAsync(Process process, string server)
    {
        try
        {
            await process.StandardInput.WriteAsync(server);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says the rest.
        }
    }

    private static RegistryException Failed(string message) => new(RegistryErrors.CredentialHelper, message);
}
