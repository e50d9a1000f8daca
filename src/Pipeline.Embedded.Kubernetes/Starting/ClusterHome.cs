using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The folder of a cluster: its journal, certificates and kubeconfig. One process at a time has it.</summary>
internal sealed class ClusterHome : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;
    private readonly bool _isTemporary;

    private ClusterHome(string path, bool isTemporary, FileStream @lock)
    {
        Path = path;
        _isTemporary = isTemporary;
        _lock = @lock;
    }

    public string Path { get; }

    public string Journal => System.IO.Path.Combine(Path, "journal.jsonl");

    public string Kubeconfig => System.IO.Path.Combine(Path, "kubeconfig");

    /// <summary>Where Services are reachable.</summary>
    public string Services => System.IO.Path.Combine(Path, "services.json");

    /// <exception cref="PipelineException">DirectoryInUse, DirectoryUnusable.</exception>
    public static ClusterHome Open(string? directory)
    {
        var path = directory ?? Directory.CreateTempSubdirectory("embedded-kubernetes-").FullName;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, exception);
        }

        try
        {
            var file = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new ClusterHome(path, directory is null, file);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unusable(path, exception);
        }
        catch (IOException exception)
        {
            throw new PipelineException(EmbeddedKubernetesErrors.DirectoryInUse, $"The data directory '{path}' is in use: {exception.Message}", exception);
        }
    }

    /// <summary>The certificates that are kept, or new ones.</summary>
    /// <exception cref="PipelineException">DirectoryUnusable.</exception>
    public ClusterCertificates Certificates(DateTimeOffset now)
    {
        string[] names = ["ca.pem", "server.pem", "admin.pem", "token.key"];
        try
        {
            if (names.All(x => File.Exists(FileOf(x))))
            {
                var texts = names.Select(x => File.ReadAllText(FileOf(x))).ToArray();
                return ClusterCertificates.FromPem(texts[0], texts[1], texts[2], texts[3]);
            }

            var fresh = ClusterCertificates.Create(now);
            Write("ca.pem", fresh.AuthorityPem);
            Write("server.pem", fresh.ServerPem);
            Write("admin.pem", fresh.AdministratorPem);
            Write("token.key", fresh.TokenKeyPem);
            return fresh;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(Path, exception);
        }
    }

    /// <summary>Writes a file that only the user may read; whoever reads it sees all of it.</summary>
    public void Write(string name, string text)
    {
        var path = FileOf(name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        using (var writer = new StreamWriter(path + ".new", options))
            writer.Write(text);
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (!_isTemporary)
            return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that still reads there: the system empties the folder of temporary files some day.
        }
    }

    private static PipelineException Unusable(string path, Exception exception) =>
        new(EmbeddedKubernetesErrors.DirectoryUnusable, $"The data directory '{path}' can't be used: {exception.Message}", exception);

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);
}
