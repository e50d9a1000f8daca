namespace Pipeline.Migrations.Restoring;

/// <summary>Takes a backup, or marks a point in time, that a database can be brought back to. Asked before a run that changes something.</summary>
public interface IRestorePoint
{
    /// <summary>Takes one. Null says that none is needed here (an empty database, a rehearsal); a failure stops the run before it changed anything.</summary>
    Task<RestorePoint?> TakeAsync(RestorePointRequest request, CancellationToken cancellationToken);
}
