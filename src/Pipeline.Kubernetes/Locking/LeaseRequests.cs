using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Locking;

/// <summary>The requests that a lock makes about its Lease. Each change names the version that it is of, so that of two runs only one succeeds.</summary>
internal sealed class LeaseRequests(ApiClient client, string name, string @namespace, string holder, TimeSpan duration)
{
    public string Holder => holder;

    private string ListPath => $"/apis/coordination.k8s.io/v1/namespaces/{Uri.EscapeDataString(@namespace)}/leases";

    private string Path => $"{ListPath}/{Uri.EscapeDataString(name)}";

    public Task<JsonObject?> ReadAsync(CancellationToken cancellationToken) => client.FindAsync(Path, cancellationToken);

    /// <summary>The lease as it is ours now; null when somebody else was faster.</summary>
    public async Task<JsonObject?> TryTakeAsync(JsonObject? live, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = live?.DeepClone().AsObject() ?? new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
        };
        taken["spec"] = new JsonObject
        {
            ["holderIdentity"] = holder,
            ["leaseDurationSeconds"] = (int)Math.Ceiling(duration.TotalSeconds),
            ["acquireTime"] = Time(now),
            ["renewTime"] = Time(now),
            ["leaseTransitions"] = live is null ? 0 : (live.Whole("spec", "leaseTransitions") ?? 0) + 1,
        };
        try
        {
            return await SendAsync(live is null ? HttpMethod.Post : HttpMethod.Put, taken, cancellationToken);
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    public Task<JsonObject> RenewAsync(JsonObject held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var renewed = held.DeepClone().AsObject();
        renewed["spec"]!["renewTime"] = Time(now);
        return SendAsync(HttpMethod.Put, renewed, cancellationToken);
    }

    /// <summary>Empties the lease, when it is still ours.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } live || live.Text("spec", "holderIdentity") != holder)
            return;
        live["spec"]!.AsObject().Remove("holderIdentity");
        await SendAsync(HttpMethod.Put, live, cancellationToken);
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, JsonObject body, CancellationToken cancellationToken) =>
        (await client.SendAsync(new ApiRequest(method, method == HttpMethod.Post ? ListPath : Path) { Body = body }, cancellationToken)).Body;

    // A MicroTime: RFC 3339 with six digits.
    private static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
