using Pipeline.ObjectStorage.Tests.Contract;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.GoogleCloud;

/// <summary>The adapter's S3-interoperable client, at a server that isn't Google's: there is none to be had. What only Google does is in <see cref="GooglePreconditionTests"/>.</summary>
[RequiresServer(RequiresServerAttribute.RadosGateway)]
[Collection(RequiresServerAttribute.RadosGateway)]
public sealed class GoogleContractTests(RadosGateway server) : ObjectStoreContract
{
    protected override StoreTraits Traits { get; } = new() { KeepsHashOfLongStreams = false, CompletesOnlyIfAbsent = false, DropsUnnamedParts = false };

    protected override Task<IObjectStore> OpenAsync() => Task.FromResult(ObjectStores.Open(ObjectStoreLocation.Parse($"gs://{server.Bucket}/{Guid.NewGuid():N}"), OptionsOfAnother()));

    protected override ObjectStoreOptions OptionsOfAnother() => s_options with { Endpoint = server.Endpoint, Region = "us-east-1", Credentials = server.Credentials, ConditionalWrites = S3ConditionalWrites.PutOnly };
}
