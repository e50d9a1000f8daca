using Pipeline.ObjectStorage.Tests.Contract;

namespace Pipeline.ObjectStorage.Tests.Local;

public sealed class LocalContractTests : ObjectStoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("objects-");
    private LocalHost? _host;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _host!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override async Task<IObjectStore> OpenAsync()
    {
        _host = await LocalHost.StartAsync(() => Store);
        return ObjectStores.Open(ObjectStoreLocation.Parse(new Uri(_folder.FullName + "/a b").AbsoluteUri), OptionsOfAnother());
    }

    protected override ObjectStoreOptions OptionsOfAnother() => s_options with { Credentials = _host!.Presigning };

    protected override Uri OfAnotherKey(Uri url) => new(url.AbsoluteUri.Replace("token=ey", "token=e", StringComparison.Ordinal));
}
