using System.Text.Json;
using EndToEnd.Tests.Processes;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Tests.Registries;
using Pipeline.Containers.Tests.Scanning;
using Pipeline.Containers.Tests.Scanning.Databases;
using Pipeline.Embedded.Kubernetes;
using Pipeline.Embedded.MongoDB;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>
/// A staging and a production as parameter files name them, apart from any rehearsal: a registry, a cluster, a database server, somebody who is told and
/// somebody who measures, each a server of this machine.
/// </summary>
internal sealed class NamedEnvironments : IAsyncDisposable
{
    public const string Staging = "staging", Production = "production";

    private static readonly string[] s_images = ["agentkit-server", "agentkit-ops"];

    private readonly DirectoryInfo _folder;
    private readonly TestImage _base = new([("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")]);
    private readonly DockerRegistry _registry;
    private readonly EmbeddedMongoServer _database;
    private readonly EmbeddedCluster _cluster;

    private NamedEnvironments(DirectoryInfo folder, DockerRegistry registry, EmbeddedMongoServer database, EmbeddedCluster cluster) =>
        (_folder, _registry, _database, _cluster) = (folder, registry, database, cluster);

    public Listener Listener { get; } = new();

    /// <summary>Where an environment's images are: each has a registry of its own, as far as names go.</summary>
    public string RegistryOf(string environment) => $"{_registry.Host}/acme/{environment}";

    /// <summary>A base that images can be built on.</summary>
    public string BaseImage => _base.Layout;

    public string DatabaseUri => _database.ConnectionString;

    /// <summary>Signs, and nobody but the environments' file of trusted keys knows it.</summary>
    public string SigningKeyFile => Path.Combine(_folder.FullName, "signing.pem");

    /// <summary>A folder in which the pinned Trivy is called <c>trivy</c>.</summary>
    public string TrivyFolder => Path.Combine(_folder.FullName, "bin");

    public static async Task<NamedEnvironments> StartAsync()
    {
        var (folder, registry) = (Directory.CreateTempSubdirectory("pipeline-named-"), await DockerRegistry.StartAsync());
        // What the cluster's node has pulled: nothing yet.
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Images = PulledBy(folder, registry) });
        return new NamedEnvironments(folder, registry, await EmbeddedMongoServer.StartAsync(), cluster);
    }

    /// <summary>Writes what a repository has of its environments.</summary>
    public async Task WriteAsync(ProductCopy copy)
    {
        using (var key = SigningKey.Generate())
        {
            await Pipeline.Containers.Signing.Keys.SigningKeyFile.WriteAsync(key, SigningKeyFile, null, default);
            Write(copy, ".nuke/trusted-keys.json", new { keys = new[] { new { name = "ci-2026", publicKey = key.PublicKey.ToPem() } } });
        }

        Write(copy, ".nuke/trivy.lock.json", new { version = RealTrivy.Pin.Version, binaries = RealTrivy.Pin.Binaries.Select(x => x.ToString()) });
        Directory.CreateDirectory(TrivyFolder);
        File.CreateSymbolicLink(Path.Combine(TrivyFolder, "trivy"), RealTrivy.Path);
        new SmallDatabase().WriteTo(copy.PathOf(".nuke/temp/trivy"));
        var secrets = Directory.CreateDirectory(Path.Combine(_folder.FullName, "secrets", "agentkit", Production, "release")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "webhook"), $"{Listener.Address}hook");
        foreach (var environment in (string[])[Staging, Production])
        {
            await PrepareAsync(environment);
            await WriteAsync(copy, environment, isMeasured: false);
            WriteOverlay(copy, environment, logLevel: "Information");
        }
    }

    /// <summary>What an environment's parameter file names.</summary>
    public async Task WriteAsync(ProductCopy copy, string environment, bool isMeasured) => Write(copy, $".nuke/parameters.{environment}.json", new
    {
        Registry = RegistryOf(environment),
        Cluster = new { Kubeconfig = _cluster.KubeconfigPath, Context = "embedded", _cluster.Uid, Namespace = NamespaceOf(environment) },
        Database = new { Uri = DatabaseUri, Name = NamespaceOf(environment), MigratedFrom = "Cluster" },
        SecretStore = $"file://{_folder.FullName}/secrets",
        ServiceAddress = await AddressAsync(environment),
        Webhook = $"secret://agentkit/{Production}/release/webhook",
        Metrics = isMeasured ? new { Prometheus = Listener.Address, Requests = "sum(increase(requests_total[$window]))", Failures = "sum(increase(requests_total{code=~\"5..\"}[$window]))" } : null,
    });

    /// <summary>The service as this cluster can run it: pods are processes of this machine, and nobody signs in.</summary>
    public static void WriteOverlay(ProductCopy copy, string environment, string logLevel) => File.WriteAllText(copy.PathOf($"k8s/overlays/{environment}/kustomization.yaml"), $"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: {NamespaceOf(environment)}
        resources:
          - ../../base
        components:
          - ../../components/file-storage
          - ../../components/rehearsal
        labels:
          - pairs:
              app.kubernetes.io/environment: {environment}
            includeTemplates: true
        configMapGenerator:
          - name: agentkit-server
            behavior: merge
            literals:
              - AGENTKIT_LOG_LEVEL={logLevel}

        """);

    /// <summary>The node pulls what was pushed, by its digest and with another client.</summary>
    public async Task PullAsync(ProductCopy copy, string environment)
    {
        foreach (var image in s_images)
        {
            var folder = PulledTo(_folder, environment, image);
            Directory.CreateDirectory(folder);
            await RunAsync("skopeo", "copy", "--quiet", "--src-tls-verify=false", "--preserve-digests", $"docker://{RegistryOf(environment)}/{image}@sha256:{await DigestAsync(copy, image)}", $"oci:{folder}:pulled");
        }
    }

    /// <summary>Somebody with rights on the registry takes away what is attached to an image (the fallback tag of registries without a referrers API).</summary>
    public async Task DetachAsync(ProductCopy copy, string environment, string image) =>
        await RunAsync("skopeo", "delete", "--tls-verify=false", $"docker://{RegistryOf(environment)}/{image}:sha256-{await DigestAsync(copy, image)}");

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
        await _registry.DisposeAsync();
        Listener.Dispose();
        _base.Dispose();
        _folder.Delete(recursive: true);
    }

    public static string NamespaceOf(string environment) => $"agentkit-{environment}";

    private static string PulledTo(DirectoryInfo folder, string environment, string image) => Path.Combine(folder.FullName, "pulled", environment, image);

    private static Dictionary<string, string> PulledBy(DirectoryInfo folder, DockerRegistry registry) => new[] { Staging, Production }
        .SelectMany(x => s_images.Select(y => (Name: $"{registry.Host}/acme/{x}/{y}", Folder: PulledTo(folder, x, y))))
        .ToDictionary(x => x.Name, x => x.Folder);

    /// <summary>Of the image that was pushed last.</summary>
    private static async Task<string> DigestAsync(ProductCopy copy, string image)
    {
        using var pushed = JsonDocument.Parse(await File.ReadAllTextAsync(copy.PathOf($"output/images/{image}.pushed.json")));
        return pushed.RootElement.GetProperty("reference").GetString()!.Split("@sha256:")[1];
    }

    /// <summary>What an administrator has made before the first release: the namespace, and its Secrets.</summary>
    private async Task PrepareAsync(string environment)
    {
        var name = NamespaceOf(environment);
        await KubectlAsync("create", "namespace", name);
        await KubectlAsync("create", "secret", "generic", "rehearsal", "-n", name, $"--from-literal=MONGODB_URI={DatabaseUri}", $"--from-literal=MONGODB_DATABASE={name}", "--from-literal=AGENTKIT_SIGNING_KEY=a-key-of-the-named-environments-tests");
        await KubectlAsync("create", "secret", "generic", "agentkit-database", "-n", name, $"--from-literal=uri={DatabaseUri}");
    }

    /// <summary>Where the environment's Service answers, whenever it is made: its address goes by its name.</summary>
    private async Task<string> AddressAsync(string environment)
    {
        var isThere = (await Child.RunAsync("kubectl", ["--kubeconfig", _cluster.KubeconfigPath, "get", "service", "agentkit-server", "-n", NamespaceOf(environment)], _folder.FullName)).ExitCode == 0;
        var file = Path.Combine(ProductRepository.Root, "k8s", "base", "service.yaml");
        if (!isThere)
            await KubectlAsync("create", "-f", file, "-n", NamespaceOf(environment));
        var address = await _cluster.ServiceAddressAsync(NamespaceOf(environment), "agentkit-server", "http");
        if (!isThere)
            await KubectlAsync("delete", "-f", file, "-n", NamespaceOf(environment));
        return $"http://{address}/";
    }

    private Task KubectlAsync(params string[] arguments) => RunAsync("kubectl", ["--kubeconfig", _cluster.KubeconfigPath, .. arguments]);

    private async Task RunAsync(string program, params string[] arguments) => (await Child.RunAsync(program, arguments, _folder.FullName)).AssertSuccess();

    private static void Write(ProductCopy copy, string file, object content) => File.WriteAllText(copy.PathOf(file), JsonSerializer.Serialize(content));
}
