namespace Pipeline.Releases.Promoting;

/// <summary>Keeps how far a promotion is, and keeps others out meanwhile.</summary>
public interface IPromotionJournal
{
    /// <summary>Takes the lock; nobody else promotes in this environment until it is given back.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE4130: somebody else holds it.</exception>
    Task<IPromotionHold> HoldAsync(CancellationToken cancellationToken);

    /// <summary>The newest promotion, ended or not; null where there was none.</summary>
    Task<PromotionState?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes how far it is, durably.</summary>
    Task WriteAsync(PromotionState state, CancellationToken cancellationToken);
}
