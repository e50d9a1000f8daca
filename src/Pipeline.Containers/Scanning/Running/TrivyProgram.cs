namespace Pipeline.Containers.Scanning.Running;

/// <summary>Trivy as a program of this machine.</summary>
internal sealed class TrivyProgram(string path, Digest digest, string version, bool isKnownBinary, ScanRequest request) : ITrivy
{
    public string Description => $"trivy {version} ({path}, {digest})";

    public string Identity => digest.ToString();

    public string? Note => isKnownBinary ? null : $"Trivy was told by its version alone: the pin has no digest of its binary. This one is {digest}: compare it with the checksums that Trivy's release is signed with, then add it to the pin's binaries.";

    public Task<ToolResult> RunAsync(TrivyPlace here, Func<TrivyPlace, IReadOnlyList<string>> arguments, bool hasNetwork, CancellationToken cancellationToken) =>
        // In an empty folder: a trivy.yaml or .trivyignore of the repository's would change what is found, unseen.
        ToolProcess.RunAsync(path, arguments(here), here.Work, ScannerEnvironment.Of(request.Environment, here.Work, hasNetwork), request.Timeout, cancellationToken);
}
