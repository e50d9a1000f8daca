using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Components.Rehearsal;

/// <summary>Where a rehearsal's database and cluster keep what they keep, and the programs that serve it.</summary>
internal sealed partial record RehearsalDirectory(string Path)
{
    /// <summary>The images that the cluster knows, as one OCI layout.</summary>
    public string Images => In("images");

    /// <summary>The cluster's administrator.</summary>
    public string Kubeconfig => System.IO.Path.Combine(ClusterData, "kubeconfig");

    /// <summary>Where the cluster's Services are reachable, as its forwarder writes it.</summary>
    public string Services => System.IO.Path.Combine(ClusterData, "services.json");

    /// <summary>The key that its pods sign with.</summary>
    public string Key => In("signing-key");

    /// <summary>The database's files.</summary>
    public string DatabaseData => In("mongodb");

    /// <summary>The database's server.</summary>
    public BackgroundProgram Database => new()
    {
        Title = "MongoDB server",
        Assembly = "Pipeline.Embedded.MongoDB",
        Directory = In("program"),
        Arguments = () => ["--port", KeptPort.Of(In("mongodb.port")).ToString(CultureInfo.InvariantCulture), "--data-directory", DatabaseData, "--ready-file", In("mongodb.ready")],
        StateFile = In("mongodb.json"),
        LogFile = In("mongodb.log"),
        ReadyFile = In("mongodb.ready"),
        Address = DatabaseAddress(),
        AnswersAsync = MongoPing.AnswersAsync,
    };

    private string ClusterData => In("kubernetes");

    /// <summary>The cluster.</summary>
    /// <param name="images">The names of the images that pods ask for.</param>
    public BackgroundProgram Cluster(params IReadOnlyList<string> images) => new()
    {
        Title = "Kubernetes cluster",
        Assembly = "Pipeline.Embedded.Kubernetes",
        Directory = In("kubernetes-program"),
        Arguments = () => ["--port", "0", "--data", ClusterData, .. images.SelectMany(x => (string[])["--image", $"{x}={Images}"])],
        StateFile = In("kubernetes.json"),
        LogFile = In("kubernetes.log"),
        ReadyFile = In("kubernetes.log"),
        Address = ClusterAddress(),
        AnswersAsync = (address, cancellationToken) => ClusterPing.AnswersAsync(address, Kubeconfig, cancellationToken),
    };

    private string In(string name) => System.IO.Path.Combine(Path, name);

    [GeneratedRegex(@"mongodb://\S+?(?=[\s""]|$)")]
    private static partial Regex DatabaseAddress();

    [GeneratedRegex(@"https://127\.0\.0\.1:[0-9]+(?=\s)")]
    private static partial Regex ClusterAddress();
}
