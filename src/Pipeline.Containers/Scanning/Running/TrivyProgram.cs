namespace Pipeline.Containers.Scanning.Running;

/// <summary>Trivy as a program of this machine.</summary>
internal sealed class TrivyProgram(string path, Digest digest, string version, ScanRequest request) : ITrivy
{
    public string Description => $"trivy {version} ({path}, {digest})";

    public string Identity => digest.ToString();

    public Task<ToolResult> RunAsync(TrivyPlace here, Func<TrivyPlace, IReadOnlyList<string>> arguments, bool hasNetwork, CancellationToken cancellationToken) =>
        // In an empty folder: a trivy.yaml or .trivyignore of the repository's would change what is found, unseen.
        ToolProcess.RunAsync(path, arguments(here), here.Work, ScannerEnvironment.Of(request.Environment, here.Work, hasNetwork), request.Timeout, cancellationToken);
}
