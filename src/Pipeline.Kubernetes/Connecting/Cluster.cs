using Pipeline.Errors;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>A cluster that is connected to, and is the expected one.</summary>
internal sealed class Cluster : IDisposable
{
    private Cluster(ApiClient client, string uid)
    {
        Client = client;
        Uid = uid;
        Resources = new ResourceCatalog(client);
    }

    public ApiClient Client { get; }

    public string Uid { get; }

    public ResourceCatalog Resources { get; }

    /// <exception cref="PipelineException">PIPE4100 to PIPE4107.</exception>
    public static async Task<Cluster> ConnectAsync(ClusterConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new ApiClient(new k8s.Kubernetes(await ClientConfiguration.CreateAsync(connection)), time);
        try
        {
            return new Cluster(client, await VerifiedUidAsync(client, connection.ExpectedUid, cancellationToken));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public void Dispose() => Client.Dispose();

    // One attempt: whoever can't be reached at the start should be told at once.
    private static async Task<string> VerifiedUidAsync(ApiClient client, string? expected, CancellationToken cancellationToken)
    {
        try
        {
            var uid = (await client.SendAsync(ApiRequest.Get("/api/v1/namespaces/kube-system") with { Attempts = 1 }, cancellationToken)).Body.Uid() ?? "";
            return expected is null || expected == uid
                ? uid
                : throw new PipelineException(DeployErrors.WrongCluster, $"{client.Server} is the cluster {uid}; the environment names {expected}. Choose the context that belongs to the environment; when its cluster was rebuilt, enter the new uid.") { ExitCode = 2 };
        }
        catch (ApiException error) when (error.IsMissingRight && expected is null)
        {
            // Who may only work in one namespace needn't see this one, as long as nobody asks which cluster it is.
            return "";
        }
    }
}
