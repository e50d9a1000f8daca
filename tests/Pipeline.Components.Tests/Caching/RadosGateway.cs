using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.Components.Caching;
using Pipeline.Tests;

namespace Pipeline.Components.Tests.Caching;

/// <summary>A real S3 server (Ceph's radosgw) for the tests of a class, and an empty bucket in it. Without the programs it doesn't start, and its tests are skipped.</summary>
public sealed class RadosGateway : IDisposable
{
    private readonly RadosGatewayServer? _server;

    public RadosGateway()
    {
        // The default credential chain finds these first; nothing here asks a machine's metadata service.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKTEST");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "SKTEST");
        if (RadosGatewayServer.Skipped is not null)
            return;
        _server = new RadosGatewayServer();
        using var client = Client();
        client.PutBucketAsync(new PutBucketRequest { BucketName = Bucket }).GetAwaiter().GetResult();
    }

    public Uri Endpoint => _server?.Endpoint ?? new Uri("http://127.0.0.1:1");

    public string Bucket { get; } = $"cache-{Guid.NewGuid():N}";

    /// <summary>An address that no other test uses.</summary>
    public CacheAddress NewAddress() => CacheAddress.Parse($"s3://{Bucket}/{Guid.NewGuid():N}/sub?endpoint={Endpoint.OriginalString}");

    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("AKTEST", "SKTEST"),
        new AmazonS3Config { ServiceURL = Endpoint.OriginalString, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });

    public void Dispose() => _server?.Dispose();
}

/// <summary>A test that needs radosgw. Without it the test is skipped and says how to get it; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RadosGatewayFactAttribute : FactAttribute
{
    public RadosGatewayFactAttribute() => Skip = RadosGatewayServer.Skipped!;
}

/// <summary>As <see cref="RadosGatewayFactAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RadosGatewayTheoryAttribute : TheoryAttribute
{
    public RadosGatewayTheoryAttribute() => Skip = RadosGatewayServer.Skipped!;
}
