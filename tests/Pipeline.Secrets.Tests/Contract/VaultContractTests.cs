using Pipeline.Secrets.Tests.Vault;

namespace Pipeline.Secrets.Tests.Contract;

public sealed class VaultContractTests : SecretStoreContract
{
    private FakeVault _vault = null!;

    protected override async Task<ISecretStore> OpenAsync()
    {
        _vault = await FakeVault.StartAsync(new FakeVault { Mount = "team/kv" });
        _vault.Kv.IsCasRequired = true;
        return OpenAgain();
    }

    protected override ISecretStore OpenAgain() => VaultClient.WithAppRole(_vault);

    protected override async Task CloseAsync() => await _vault.DisposeAsync();
}
