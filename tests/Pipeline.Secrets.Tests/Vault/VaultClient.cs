using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.Vault;

/// <summary>Stores that speak to a fake Vault.</summary>
internal static class VaultClient
{
    public static ISecretStore WithToken(FakeVault vault, string? token = null, string parameters = "", string? mount = null) =>
        Open(vault, $"auth=token{parameters}", new Dictionary<string, string> { ["VAULT_TOKEN"] = token ?? vault.NewToken(isRoot: true) }, mount: mount);

    public static ISecretStore WithAppRole(FakeVault vault, List<string>? log = null) =>
        Open(vault, $"auth=approle&role-id={FakeVault.RoleId}", new Dictionary<string, string> { ["VAULT_SECRET_ID"] = FakeVault.SecretId }, log);

    public static ISecretStore Open(FakeVault vault, string parameters, IReadOnlyDictionary<string, string> variables, List<string>? log = null, string? mount = null) => SecretStores.Open(
        SecretStoreLocation.Parse($"vault://{vault.Address.Authority}/{mount ?? vault.Mount}?tls=off&{parameters}"),
        new SecretStoreOptions { Variables = variables, Time = vault.Time, RetryDelay = TimeSpan.FromMilliseconds(1), RequestTimeout = TimeSpan.FromSeconds(2), Log = log is null ? null : new ListLog(log) });

    private sealed class ListLog(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
