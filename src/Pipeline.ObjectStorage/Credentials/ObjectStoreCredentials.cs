namespace Pipeline.ObjectStorage.Credentials;

/// <summary>Static credentials of a store. Their secret halves are never public and never printed: <see cref="object.ToString"/> is masked.</summary>
public abstract class ObjectStoreCredentials
{
    /// <summary>What stands for a secret.</summary>
    private protected const string Mask = "***";

    private protected ObjectStoreCredentials()
    {
    }

    private protected static string Required(string? value, string what) => string.IsNullOrWhiteSpace(value)
        ? throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"{what} is empty. Give it, or leave the credentials out to use the environment's own identity.") { ExitCode = 2 }
        : value.Trim();
}
