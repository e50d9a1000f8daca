using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Watching;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>What requests are answered with.</summary>
internal sealed record ApiServices
{
    public required ObjectStore Store { get; init; }

    public required TypeCatalog Types { get; init; }

    public required ObjectApi Objects { get; init; }

    public required ObjectDeletion Deletion { get; init; }

    public required ObjectList Lists { get; init; }

    public required ObjectWatch Watches { get; init; }

    public required Authentication Authentication { get; init; }

    public required RoleAuthorizer Authorizer { get; init; }

    public required ServiceAccountTokens Tokens { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The pods' output; none where pods don't run.</summary>
    public required Func<IPodLogs?> PodLogs { get; init; }

    /// <summary>Cancelled when the server stops: watches end.</summary>
    public required CancellationToken Stopping { get; init; }
}
