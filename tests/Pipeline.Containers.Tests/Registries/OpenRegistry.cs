namespace Pipeline.Containers.Tests.Registries;

/// <summary>A registry for the tests of a class. Without docker-registry nothing starts, and the tests are skipped.</summary>
public sealed class OpenRegistry : IAsyncLifetime
{
    private DockerRegistry? registry;

    public string Host => registry!.Host;

    public async Task InitializeAsync() => registry = RequiresRegistryAttribute.IsThere ? await DockerRegistry.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (registry is not null)
            await registry.DisposeAsync();
    }
}
