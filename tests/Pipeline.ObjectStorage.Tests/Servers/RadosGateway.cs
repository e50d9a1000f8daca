using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Tests;

namespace Pipeline.ObjectStorage.Tests.Servers;

/// <summary>A real S3 server for all the classes that need one, and an empty bucket in it.</summary>
public sealed class RadosGateway : IAsyncLifetime, IDisposable
{
    private RadosGatewayServer? _server;

    public string Bucket { get; } = $"objects-{Guid.NewGuid():N}";

    public Uri Endpoint => _server!.Endpoint;

    public AccessKeyCredentials Credentials { get; } = new("AKTEST", "SKTEST");

    public async Task InitializeAsync()
    {
        if (RadosGatewayServer.Skipped is not null)
            return;
        _server = new RadosGatewayServer();
        using var client = Client();
        await client.PutBucketAsync(new PutBucketRequest { BucketName = Bucket });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    /// <summary>The service's own client, to look at what ours left.</summary>
    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("AKTEST", "SKTEST"),
        new AmazonS3Config { ServiceURL = Endpoint.OriginalString, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });
}

[CollectionDefinition(RequiresServerAttribute.RadosGateway)]
public sealed class RadosGatewayForAll : ICollectionFixture<RadosGateway>;
