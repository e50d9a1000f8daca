using Pipeline.Secrets.Tests.Aws;

namespace Pipeline.Secrets.Tests.Contract;

public class AwsContractTests : SecretStoreContract
{
    private FakeSecretsManager _manager = null!;

    protected virtual string Parameters => "";

    // The service asks for at least one character.
    protected override bool TakesEmptyValues => false;

    protected override async Task<ISecretStore> OpenAsync()
    {
        _manager = await FakeSecretsManager.StartAsync();
        _manager.SessionToken = "canary-session-token";
        return OpenAgain();
    }

    protected override ISecretStore OpenAgain() => AwsClient.Open(_manager, Parameters);

    protected override async Task CloseAsync() => await _manager.DisposeAsync();
}
