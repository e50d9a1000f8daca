using Amazon.Runtime;
using Amazon.S3;
using Azure.Storage;
using Azure.Storage.Blobs;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Stores;

/// <summary>A fact that needs radosgw.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RadosGatewayFactAttribute : FactAttribute
{
    public RadosGatewayFactAttribute() => Skip = RadosGatewayServer.Skipped;
}

/// <summary>A fact that needs Azurite.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = AzuriteServer.Skipped;
}

/// <summary>The real stores, each started by the first test that asks for it.</summary>
public sealed class StoreServers : IDisposable
{
    private readonly Lazy<RadosGatewayServer> _rados = new(() => new RadosGatewayServer());
    private readonly Lazy<AzuriteServer> _azurite = new(() => new AzuriteServer());

    public Uri S3 => _rados.Value.Endpoint;

    public Uri Azure => _azurite.Value.Endpoint;

    /// <summary>A bucket of its own.</summary>
    public async Task<string> NewBucketAsync()
    {
        var bucket = $"files-{Guid.NewGuid():N}";
        using var client = new AmazonS3Client(new BasicAWSCredentials("AKTEST", "SKTEST"), new AmazonS3Config { ServiceURL = S3.OriginalString, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        await client.PutBucketAsync(bucket);
        return bucket;
    }

    /// <summary>A container of its own.</summary>
    public async Task<string> NewContainerAsync()
    {
        var container = $"files-{Guid.NewGuid():N}";
        await new BlobServiceClient(Azure, new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key)).CreateBlobContainerAsync(container);
        return container;
    }

    public void Dispose()
    {
        if (_rados.IsValueCreated)
            _rados.Value.Dispose();
        if (_azurite.IsValueCreated)
            _azurite.Value.Dispose();
    }
}
