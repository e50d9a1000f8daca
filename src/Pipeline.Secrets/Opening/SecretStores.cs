using Pipeline.Errors;
using Pipeline.Secrets.Aws;
using Pipeline.Secrets.EncryptedFiles;
using Pipeline.Secrets.EnvironmentVariables;
using Pipeline.Secrets.MountedFiles;
using Pipeline.Secrets.Vault;

namespace Pipeline.Secrets.Opening;

/// <summary>Opens secret stores by their address.</summary>
public static class SecretStores
{
    /// <summary>The store at a location. Nothing is read or asked yet: the first call finds out whether it is there.</summary>
    /// <exception cref="PipelineException">PIPE5003: something that the address names (a variable, a file) isn't there.</exception>
    public static ISecretStore Open(SecretStoreLocation location, SecretStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(options);
        return location switch
        {
            EnvironmentLocation environment => new EnvironmentVariableStore(environment, options),
            MountedFilesLocation files => new MountedFileStore(files, options),
            EncryptedFileLocation file => new EncryptedFileStore(file, options),
            VaultLocation vault => VaultStore.Open(vault, options),
            AwsLocation aws => AwsStore.Open(aws, options),
            _ => throw new ArgumentOutOfRangeException(nameof(location), location, "No store is known for this kind of location."),
        };
    }
}
