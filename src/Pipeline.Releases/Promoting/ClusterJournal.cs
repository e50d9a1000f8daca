using System.Text.Json;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Locking;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>The journal of promotions in the cluster that they change: a note beside the release records, and a Lease.</summary>
public sealed class ClusterJournal(Deployer deployer, string application, string @namespace, Action<string>? waiting = null) : IPromotionJournal
{
    private const string NoteName = "promotion";

    private string? version;

    /// <inheritdoc/>
    public async Task<IPromotionHold> HoldAsync(CancellationToken cancellationToken) => new Hold(await deployer.HoldAsync(application, @namespace, NoteName, waiting, cancellationToken));

    /// <inheritdoc/>
    public async Task<PromotionState?> ReadAsync(CancellationToken cancellationToken)
    {
        var note = await deployer.ReadNoteAsync(application, @namespace, NoteName, cancellationToken);
        version = note?.Version;
        try
        {
            return note?.Content.Deserialize<PromotionState>(EvidenceJson.Options);
        }
        catch (JsonException error)
        {
            throw new PipelineException(ReleaseErrors.UnfinishedPromotion, $"The note of the last promotion of {application} in {@namespace} can't be read: {error.Message} It was written by another version of this pipeline; finish that promotion with it.", error);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(PromotionState state, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToNode(state, EvidenceJson.Options)!.AsObject();
        version = (await deployer.WriteNoteAsync(application, @namespace, new ReleaseNote(NoteName, content, version), cancellationToken)).Version;
    }

    private sealed class Hold(DeployHold held) : IPromotionHold
    {
        public CancellationToken Lost => held.Lost;

        public ValueTask DisposeAsync() => held.DisposeAsync();
    }
}
