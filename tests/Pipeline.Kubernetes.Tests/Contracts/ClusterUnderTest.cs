using Pipeline.Embedded.Kubernetes;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>The cluster that <c>PIPELINE_TEST_KUBECONFIG</c> names, or the embedded one.</summary>
public sealed class ClusterUnderTest : IClusterUnderTest, IAsyncLifetime
{
    private const string MappedImage = "registry.local/shell:1";

    // Small, and built on busybox.
    private const string PublicImage = "prom/node-exporter:v1.12.1@sha256:1b4e4438faca4dd7e001dd445d161a4a2091b0fededa84093b3a8dfeae1f1be0";

    private readonly string? _named = Environment.GetEnvironmentVariable("PIPELINE_TEST_KUBECONFIG");
    private DirectoryInfo? _image;
    private EmbeddedCluster? _embedded;

    public string Description => IsNamed ? "PIPELINE_TEST_KUBECONFIG" : "embedded";

    public string KubeconfigPath { get; private set; } = "";

    public string ShellImage => IsNamed ? PublicImage : MappedImage;

    private bool IsNamed => !string.IsNullOrEmpty(_named);

    public async Task InitializeAsync()
    {
        if (!IsNamed)
        {
            _image = ShellFolder();
            _embedded = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Images = new Dictionary<string, string> { [MappedImage] = _image.FullName } });
        }

        KubeconfigPath = _embedded?.KubeconfigPath ?? _named!;
    }

    public async Task DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _image?.Delete(recursive: true);
    }

    // An image without a system of its own runs on this machine's: it has a shell.
    private static DirectoryInfo ShellFolder()
    {
        var folder = Directory.CreateTempSubdirectory("shell-image-");
        var program = Path.Combine(folder.FullName, "run");
        File.WriteAllText(program, "#!/bin/sh\nexec \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
