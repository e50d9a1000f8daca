using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Containers.Registries.Credentials;

/// <summary>
/// What <c>docker login</c> left in config.json: <c>credHelpers</c>, else <c>credsStore</c>, else <c>auths</c>
/// (https://docs.docker.com/reference/cli/docker/login/#credential-stores). Read anew at each question, so that a log-in in between counts.
/// </summary>
/// <param name="directory">The folder of config.json: what DOCKER_CONFIG says, else <c>~/.docker</c>. Without the file there are no credentials.</param>
/// <param name="helperDirectory">Where <c>docker-credential-NAME</c> lies; null for the PATH.</param>
public sealed class DockerConfigCredentials(string directory, string? helperDirectory = null) : ICredentialSource
{
    // Docker Hub's key is an address of its first API, to this day.
    private const string HubKey = "https://index.docker.io/v1/";

    private readonly string path = Path.Combine(directory, "config.json");

    /// <inheritdoc/>
    /// <exception cref="PipelineException">PIPE3109: config.json is damaged, or a credential helper fails.</exception>
    public async ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;

        var config = await ReadAsync(cancellationToken);
        var helpers = config["credHelpers"] as JsonObject;
        if ((KeysOf(registry).Select(x => Text(helpers?[x])).FirstOrDefault(x => x is not null) ?? Text(config["credsStore"])) is { Length: > 0 } helper)
        {
            var server = registry == ImageReference.DockerHub ? HubKey : registry;
            if (await new CredentialHelper(helper, helperDirectory).GetAsync(server, cancellationToken) is { } credential)
                return credential;
        }

        return FromAuths(config["auths"] as JsonObject, registry);
    }

    private async Task<JsonObject> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) as JsonObject ?? throw Damaged("holds no JSON object");
        }
        catch (JsonException error)
        {
            // The parser's message may show a piece of the file, and with it a password: only the place is passed on.
            throw Damaged($"is no JSON (line {error.LineNumber + 1})");
        }
    }

    private RegistryCredential? FromAuths(JsonObject? auths, string registry)
    {
        var keys = KeysOf(registry);
        foreach (var (key, value) in auths ?? [])
        {
            if (value is JsonObject entry && keys.Contains(HostOf(key)) && Credential(entry, key) is { } credential)
                return credential;
        }

        return null;
    }

    private RegistryCredential? Credential(JsonObject entry, string key)
    {
        var (name, password) = (Text(entry["username"]) ?? "", Text(entry["password"]) ?? "");
        if (Text(entry["auth"]) is { Length: > 0 } auth)
        {
            string decoded;
            try
            {
                decoded = Encoding.UTF8.GetString(Convert.FromBase64String(auth)).TrimEnd('\0');
            }
            catch (FormatException)
            {
                throw Damaged($"has an 'auth' of '{key}' that isn't base64");
            }

            var colon = decoded.IndexOf(':');
            if (colon < 0)
                throw Damaged($"has an 'auth' of '{key}' without a colon between name and password");
            (name, password) = (decoded[..colon], decoded[(colon + 1)..]);
        }

        if (Text(entry["identitytoken"]) is { Length: > 0 } token)
            return new RegistryCredential("", new Secret("")) { IdentityToken = new Secret(token) };
        return name.Length > 0 ? new RegistryCredential(name, new Secret(password)) : null;
    }

    private static IReadOnlyList<string> KeysOf(string registry) =>
        registry == ImageReference.DockerHub ? ["index.docker.io", ImageReference.DockerHub, "registry-1.docker.io", HubKey] : [registry];

    // "https://ghcr.io/v2/" and "ghcr.io" are one.
    private static string HostOf(string key)
    {
        var rest = key.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? key[(scheme + 3)..] : key;
        return rest.IndexOf('/') is var slash and >= 0 ? rest[..slash] : rest;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private RegistryException Damaged(string what) => new(RegistryErrors.CredentialHelper, $"Docker's '{path}' {what}. Correct it, or run docker login again.");
}
