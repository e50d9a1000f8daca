using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.Contract;

public sealed class EnvironmentVariableContractTests : ReadOnlyStoreContract
{
    protected override ISecretStore Open(IReadOnlyDictionary<string, string> secrets) => SecretStores.Open(
        SecretStoreLocation.Parse("env:"),
        new SecretStoreOptions { Variables = secrets.ToDictionary(x => x.Key.Replace("/", "__", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant(), x => x.Value).Append(new("PATH", "/bin")).ToDictionary() });
}
