using MongoDB.Bson;

namespace Pipeline.Migrations.Journaling;

/// <summary>How far a batch migration came. It commits together with the batch.</summary>
/// <param name="Change">Index of the pass that is under way.</param>
/// <param name="LastId">The last <c>_id</c> done in it; null where the pass hasn't begun.</param>
/// <param name="Documents">Documents done, over all passes.</param>
/// <param name="Batches">Batches done, over all passes.</param>
public sealed record BatchCheckpoint(int Change, BsonValue? LastId, long Documents, long Batches)
{
    internal static BatchCheckpoint Start { get; } = new(0, null, 0, 0);
}
