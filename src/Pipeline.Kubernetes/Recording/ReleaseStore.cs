using System.Net;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Recording;

/// <summary>The release records of one application, in the cluster that they describe.</summary>
internal sealed class ReleaseStore(ApiClient client, string application, string @namespace)
{
    private string Path => $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}/secrets";

    public async Task<ReleaseHistory> ReadAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync($"{Path}?labelSelector={Uri.EscapeDataString($"{RecordCodec.ApplicationLabel}={application},app.kubernetes.io/managed-by=pipeline")}", cancellationToken);
        return new ReleaseHistory(list.Items.Select(RecordCodec.Decode));
    }

    /// <summary>Makes a record, or changes the one that was read; gives it back as it is now.</summary>
    public async Task<ReleaseRecord> WriteAsync(ReleaseRecord record, CancellationToken cancellationToken)
    {
        var (method, path) = record.ResourceVersion is null ? (HttpMethod.Post, Path) : (HttpMethod.Put, PathOf(record.Number));
        var written = await client.SendAsync(new ApiRequest(method, path) { Body = RecordCodec.Encode(record, @namespace) }, cancellationToken);
        return record with { ResourceVersion = written.Body.Text("metadata", "resourceVersion") };
    }

    public async Task DeleteAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(new ApiRequest(HttpMethod.Delete, PathOf(number)), cancellationToken);
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            // Gone already.
        }
    }

    private string PathOf(int number) => $"{Path}/{Uri.EscapeDataString(RecordCodec.NameOf(application, number))}";
}
