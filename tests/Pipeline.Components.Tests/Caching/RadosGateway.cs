using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.Components.Caching;

namespace Pipeline.Components.Tests.Caching;

/// <summary>A real S3 server (Ceph's radosgw) for the tests of a class, and an empty bucket in it. Without the programs it doesn't start, and its tests are skipped.</summary>
public sealed class RadosGateway : IDisposable
{
    private readonly string? _directory;

    public RadosGateway()
    {
        // The default credential chain finds these first; nothing here asks a machine's metadata service.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKTEST");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "SKTEST");
        if (RadosGatewayTests.Skipped is not null)
            return;
        _directory = Directory.CreateTempSubdirectory("rgw-").FullName;
        Endpoint = new Uri(Script("start", _directory));
        using var client = Client();
        client.PutBucketAsync(new PutBucketRequest { BucketName = Bucket }).GetAwaiter().GetResult();
    }

    public Uri Endpoint { get; } = new("http://127.0.0.1:1");

    public string Bucket { get; } = $"cache-{Guid.NewGuid():N}";

    /// <summary>An address that no other test uses.</summary>
    public CacheAddress NewAddress() => CacheAddress.Parse($"s3://{Bucket}/{Guid.NewGuid():N}/sub?endpoint={Endpoint.OriginalString}");

    public AmazonS3Client Client() => new(
        new BasicAWSCredentials("AKTEST", "SKTEST"),
        new AmazonS3Config { ServiceURL = Endpoint.OriginalString, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });

    public void Dispose()
    {
        if (_directory is null)
            return;
        Script("stop", _directory);
        Directory.Delete(_directory, recursive: true);
    }

    private static string Script(string verb, string directory)
    {
        var start = new ProcessStartInfo("bash", [Path.Join(AppContext.BaseDirectory, "components", "radosgw.sh"), verb, directory]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"radosgw.sh {verb} {directory} failed with exit code {process.ExitCode}.");
    }
}

/// <summary>A test that needs radosgw. Without it the test is skipped and says how to get it; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RadosGatewayFactAttribute : FactAttribute
{
    public RadosGatewayFactAttribute() => Skip = RadosGatewayTests.Skipped!;
}

/// <summary>As <see cref="RadosGatewayFactAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RadosGatewayTheoryAttribute : TheoryAttribute
{
    public RadosGatewayTheoryAttribute() => Skip = RadosGatewayTests.Skipped!;
}

internal static class RadosGatewayTests
{
    private static readonly string[] s_programs = ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "uuidgen"];

    /// <summary>Why these tests don't run, or null.</summary>
    public static string? Skipped { get; } = Environment.GetEnvironmentVariable("CI") == "true" || s_programs.All(IsOnPath)
        ? null
        : "Needs radosgw. Install it with: sudo tests/components/radosgw.sh install";

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Join(x, program)));
}
