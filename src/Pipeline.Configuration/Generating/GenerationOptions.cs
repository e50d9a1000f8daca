namespace Pipeline.Configuration.Generating;

/// <summary>Where the generated files go, and what the manifests call things.</summary>
public sealed record GenerationOptions
{
    /// <summary>The example of a production environment. Default <c>.env.production.example</c>.</summary>
    public string EnvironmentFile { get; init; } = ".env.production.example";

    /// <summary>The documentation of all settings. Default <c>docs/ENVIRONMENT_VARIABLES.md</c>.</summary>
    public string Document { get; init; } = "docs/ENVIRONMENT_VARIABLES.md";

    /// <summary>The document about secrets that <see cref="Document"/> refers to; null for none.</summary>
    public string? SecretsDocument { get; init; }

    /// <summary>The ConfigMap's keys with the defaults, for <c>envs</c> of a configMapGenerator. Default <c>k8s/base/settings.env</c>.</summary>
    public string ConfigMapFile { get; init; } = "k8s/base/settings.env";

    /// <summary>A kustomize component that sets the secrets from a Secret, for clusters without a secret store. Default <c>k8s/components/secret-variables</c>.</summary>
    public string SecretComponent { get; init; } = "k8s/components/secret-variables";

    /// <summary>The Deployment that runs the service.</summary>
    public required string Workload { get; init; }

    /// <summary>The container in it. Default <c>server</c>.</summary>
    public string Container { get; init; } = "server";

    /// <summary>The Secret whose keys are the variables' names.</summary>
    public required string SecretName { get; init; }

    /// <summary>Settings that no manifest sets, each with the reason: <c>AGENTKIT_COMMIT</c>, which the image sets.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; init; } = new Dictionary<string, string>();

    /// <summary>The command that writes the files anew, for their first lines. Default <c>./build.sh GenerateEnvironment</c>.</summary>
    public string Command { get; init; } = "./build.sh GenerateEnvironment";
}
