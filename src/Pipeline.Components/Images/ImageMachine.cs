using System.Collections;
using Pipeline.Containers.Engines;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;

namespace Pipeline.Components.Images;

/// <summary>What work on images takes from the machine's variables: where Docker's engine and credentials are. They are read here and nowhere else.</summary>
internal static class ImageMachine
{
    /// <summary>All variables, for a tool that is handed a few of them.</summary>
    public static IReadOnlyDictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(x => x.Value is not null).ToDictionary(x => (string)x.Key, x => (string)x.Value!);

    /// <summary>What <c>docker login</c> left.</summary>
    public static ICredentialSource Credentials() =>
        new DockerConfigCredentials(Variable("DOCKER_CONFIG") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"));

    /// <summary>The engine that Docker's own client would use; null where none answers.</summary>
    public static Task<ContainerEngine?> TryConnectAsync(CancellationToken cancellationToken) => ContainerEngine.TryConnectAsync(Endpoint(), cancellationToken);

    /// <summary>The same, where it is needed.</summary>
    public static Task<ContainerEngine> ConnectAsync(CancellationToken cancellationToken) => ContainerEngine.ConnectAsync(Endpoint(), cancellationToken);

    /// <summary>A client for registries, signed in as Docker's is.</summary>
    public static RegistryClient Registries(IProgress<string>? progress) => new(new RegistryOptions { Credentials = Credentials() }, progress);

    /// <summary>The workflow that this run is one of, as SLSA names builders; null outside of GitHub Actions.</summary>
    public static string? Workflow() => Variable("GITHUB_SERVER_URL") is { } server && Variable("GITHUB_WORKFLOW_REF") is { } workflow ? $"{server}/{workflow.Split('@')[0]}" : null;

    /// <summary>The Git reference that this run is for; null outside of GitHub Actions.</summary>
    public static string? GitReference() => Variable("GITHUB_REF");

    private static Uri Endpoint() => EngineEndpoint.Detect(Variable("DOCKER_HOST"), Variable("XDG_RUNTIME_DIR"));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
