using Pipeline.ObjectStorage.Tests.Contract;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.S3;

[RequiresServer(RequiresServerAttribute.RadosGateway)]
[Collection(RequiresServerAttribute.RadosGateway)]
public sealed class S3ContractTests(RadosGateway server) : ObjectStoreContract
{
    protected override StoreTraits Traits { get; } = new() { KeepsHashOfLongStreams = false, CompletesOnlyIfAbsent = false, DropsUnnamedParts = false };

    protected override Task<IObjectStore> OpenAsync() =>
        Task.FromResult(ObjectStores.Open(ObjectStoreLocation.Parse($"s3://{server.Bucket}/{Guid.NewGuid():N}/a%20b"), OptionsOfAnother()));

    protected override ObjectStoreOptions OptionsOfAnother() => s_options with { Endpoint = server.Endpoint, Credentials = server.Credentials };
}
