using Pipeline.Errors;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>The folder of a kustomization. Files are read from inside of it only (kustomize's LoadRestrictionsRootOnly).</summary>
internal sealed record KustomizationRoot(string Directory)
{
    /// <summary>Reads a file that a field names.</summary>
    /// <exception cref="PipelineException">PIPE4003.</exception>
    public async Task<byte[]> ReadAsync(string path, string source, CancellationToken cancellationToken) => await File.ReadAllBytesAsync(FilePath(path, source), cancellationToken);

    /// <summary>Reads a file of text.</summary>
    /// <exception cref="PipelineException">PIPE4003.</exception>
    public async Task<string> ReadTextAsync(string path, string source, CancellationToken cancellationToken) => await File.ReadAllTextAsync(FilePath(path, source), cancellationToken);

    /// <summary>The folder that a field names.</summary>
    /// <exception cref="PipelineException">PIPE4003.</exception>
    public string Folder(string path, string source)
    {
        var target = Locate(path, source);
        return System.IO.Directory.Exists(target) ? RealPath.Of(target) : throw NotFound(source, path, File.Exists(target) ? "is a file. Name a folder with a kustomization" : Missing(target));
    }

    public bool IsFolder(string path, string source) => System.IO.Directory.Exists(Locate(path, source));

    /// <summary>The whole path of a file that a field names.</summary>
    /// <exception cref="PipelineException">PIPE4003.</exception>
    public string FilePath(string path, string source)
    {
        var target = Locate(path, source);
        if (!File.Exists(target))
            throw NotFound(source, path, System.IO.Directory.Exists(target) ? "is a folder. Name a file" : Missing(target));

        return RealPath.Of(target).StartsWith(Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? target
            : throw NotFound(source, path, "is a file outside of the kustomization's folder, which kustomize refuses. Give its folder a kustomization.yaml and name the folder");
    }

    private string Locate(string path, string source)
    {
        if (path.Contains("://", StringComparison.Ordinal) || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal))
            throw NotFound(source, path, "is remote. A rendering that depends on a network isn't reproducible: copy it into the repository");

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Directory));
    }

    private static string Missing(string target) => $"doesn't exist (looked for '{target}'). Correct the path";

    private static PipelineException NotFound(string source, string path, string reason) =>
        new(KubernetesErrors.ResourceNotFound, $"{source}: '{path}' {reason}.") { ExitCode = 2 };
}
