namespace Pipeline.ObjectStorage.Credentials;

/// <summary>A storage account's connection string, with an account key or a shared access signature in it.</summary>
/// <param name="connectionString">The text, as the portal shows it.</param>
public sealed class AzureConnectionString(string connectionString) : ObjectStoreCredentials
{
    internal string Text { get; } = Required(connectionString, "The connection string");

    /// <inheritdoc/>
    public override string ToString() => $"connection string {Mask}";
}
