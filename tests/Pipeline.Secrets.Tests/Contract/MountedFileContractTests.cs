using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Tests.MountedFiles;

namespace Pipeline.Secrets.Tests.Contract;

public sealed class MountedFileContractTests : ReadOnlyStoreContract
{
    private readonly List<SecretVolume> _volumes = [];

    protected override ISecretStore Open(IReadOnlyDictionary<string, string> secrets)
    {
        var volume = new SecretVolume();
        _volumes.Add(volume);
        volume.Mount(secrets.ToDictionary(x => x.Key.Replace('/', '.'), x => x.Value));
        return SecretStores.Open(SecretStoreLocation.Parse($"file://{volume.Path}"), new SecretStoreOptions());
    }

    public override void Dispose()
    {
        _volumes.ForEach(x => x.Dispose());
        base.Dispose();
    }
}
