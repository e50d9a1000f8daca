using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Generating;

/// <summary>All files that are written from the settings.</summary>
public static class EnvironmentGenerator
{
    /// <summary>The files, the same text for the same settings. Nothing is written.</summary>
    public static IReadOnlyList<GeneratedFile> Generate(ConfigurationDescription description, GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            new(options.EnvironmentFile, EnvironmentFile.Write(description, options)),
            new(options.Document, EnvironmentDocument.Write(description, options)),
            new(options.ConfigMapFile, ManifestKeys.ConfigMap(description, options)),
            new($"{options.SecretComponent}/kustomization.yaml", ManifestKeys.SecretComponent(options)),
            new($"{options.SecretComponent}/deployment.yaml", ManifestKeys.SecretVariables(description, options)),
        ];
    }
}
