using DotNet.Testcontainers.Builders;
using Testcontainers.MongoDb;

namespace Containers.MongoDB;

/// <summary>One MongoDB in a container, a replica set of one, for all tests of the process. Testcontainers takes it away when the process ends.</summary>
internal static class MongoContainer
{
    public const string Image = "mongo:8.0@sha256:d0d926f94df099bff534b7ee5b5986458131a22489dfff8664509af0c1e2ca9c";

    private static readonly Lazy<Task<MongoDbContainer>> s_running = new(StartAsync);

    public static async Task<string> AddressAsync() => (await s_running.Value).GetConnectionString();

    private static async Task<MongoDbContainer> StartAsync()
    {
        try
        {
            var container = new MongoDbBuilder(Image).WithReplicaSet().Build();
            await container.StartAsync();
            return container;
        }
        catch (DockerUnavailableException exception)
        {
            throw new InvalidOperationException($"These tests run against {Image} in a container, and no Docker can be reached. Start Docker (or set DOCKER_HOST) and run ./build.sh TestContainers again. The same contracts run without Docker against the embedded server: dotnet test tests/Pipeline.Embedded.MongoDB.Tests --filter Contract; and against a server of yours, with PIPELINE_TEST_MONGODB_URI.", exception);
        }
    }
}
