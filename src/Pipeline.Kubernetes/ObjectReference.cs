using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes;

/// <summary>Names one object of a cluster.</summary>
/// <param name="ApiVersion"><c>apps/v1</c>, <c>v1</c>.</param>
/// <param name="Kind"><c>Deployment</c>.</param>
/// <param name="Namespace">Its namespace; null for a kind that lives in none.</param>
/// <param name="Name">metadata.name.</param>
public sealed record ObjectReference(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <summary><c>apps</c>; empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary>Names an object by its body.</summary>
    public static ObjectReference Of(JsonObject body)
    {
        var item = new ManifestObject(body, "");
        return new ObjectReference(item.ApiVersion, item.Kind, item.Namespace, item.Name);
    }

    /// <summary>Whether both name the same object, whatever version of the API each was written in.</summary>
    public bool IsSameObject(ObjectReference other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Identity == other.Identity;
    }

    /// <summary><c>Deployment/agentkit-staging/agentkit-server</c>.</summary>
    public override string ToString() => string.Join('/', new[] { Kind, Namespace, Name }.Where(x => !string.IsNullOrEmpty(x)));

    internal (string Group, string Kind, string Namespace, string Name) Identity => (Group, Kind, Namespace ?? "", Name);
}
