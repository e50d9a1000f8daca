namespace Pipeline.Containers.Scanning.Running;

/// <summary>Trivy in a container, from the image that is pinned by digest.</summary>
internal sealed class TrivyContainer(string image, IContainerRunner containers, ScanRequest request) : ITrivy
{
    private static readonly TrivyPlace s_there = new("/scan/image", "/scan/cache", "/scan/work");

    public string Description => $"trivy in {image}";

    public string Identity => image;

    public async Task<ToolResult> RunAsync(TrivyPlace here, Func<TrivyPlace, IReadOnlyList<string>> arguments, bool hasNetwork, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout);
        try
        {
            return await containers.RunAsync(Run(here, arguments(s_there), hasNetwork), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The container of {image} took longer than {request.Timeout}.");
        }
    }

    private ContainerRun Run(TrivyPlace here, IReadOnlyList<string> arguments, bool hasNetwork) => new()
    {
        Image = image,
        Arguments = arguments,
        Mounts =
        [
            new(here.Layout, s_there.Layout, IsReadOnly: true),
            new(here.Cache, s_there.Cache, IsReadOnly: false),
            new(here.Work, s_there.Work, IsReadOnly: false),
        ],
        // Paths of this machine mean nothing there; the image brings its own certificates.
        Environment = ScannerEnvironment.Of(hasNetwork ? request.Environment.Where(x => !x.Key.StartsWith("SSL_", StringComparison.Ordinal)).ToDictionary() : new Dictionary<string, string>(), s_there.Work, hasNetwork),
        HasNetwork = hasNetwork,
    };
}
