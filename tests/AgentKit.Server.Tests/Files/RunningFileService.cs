namespace AgentKit.Server.Tests.Files;

/// <summary>One service for a class of tests that don't count what is there.</summary>
public sealed class RunningFileService : IAsyncLifetime
{
    internal FileService Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await FileService.StartAsync();

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
