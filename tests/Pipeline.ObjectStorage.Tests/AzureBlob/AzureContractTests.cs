using Pipeline.ObjectStorage.Tests.Contract;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.AzureBlob;

[RequiresServer(RequiresServerAttribute.Azurite)]
[Collection(RequiresServerAttribute.Azurite)]
public sealed class AzureContractTests(Azurite server) : ObjectStoreContract
{
    protected override StoreTraits Traits { get; } = new() { SignsSizeAndType = false };

    protected override async Task<IObjectStore> OpenAsync() => ObjectStores.Open(await server.NewLocationAsync(), OptionsOfAnother());

    protected override ObjectStoreOptions OptionsOfAnother() => s_options with { Endpoint = server.Endpoint, Credentials = server.Credentials };
}
