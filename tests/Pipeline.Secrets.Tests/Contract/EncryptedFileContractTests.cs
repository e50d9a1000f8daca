using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.Contract;

public sealed class EncryptedFileContractTests : SecretStoreContract
{
    private readonly string _directory = Directory.CreateTempSubdirectory("encrypted").FullName;

    protected override Task<ISecretStore> OpenAsync() => Task.FromResult(OpenAgain());

    protected override ISecretStore OpenAgain() => SecretStores.Open(SecretStoreLocation.Parse("encrypted:new/secrets.json"), new SecretStoreOptions { BaseDirectory = _directory });

    protected override Task CloseAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }
}
