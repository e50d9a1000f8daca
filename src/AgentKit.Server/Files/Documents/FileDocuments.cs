using AgentKit.Server.Files.Categories;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Documents;

/// <summary>
/// The files of one organisation and what happens to them. Each change says from which state it goes, so that of two that would change
/// the same document one finds nothing to change.
/// </summary>
internal sealed class FileDocuments(OrganizationDatabase database, TimeProvider time)
{
    private static readonly FilterDefinitionBuilder<StoredFile> s_filter = Builders<StoredFile>.Filter;
    private static readonly UpdateDefinitionBuilder<StoredFile> s_update = Builders<StoredFile>.Update;

    private readonly OrganizationCollection<StoredFile> _files = database.Collection<StoredFile>(StoredFile.CollectionName);

    /// <summary>A client's files that aren't deleted, those of a category or with a status only where one is given.</summary>
    public static FilterDefinition<StoredFile> Of(string clientId, FileCategory? category, FileStatus? status)
    {
        var filter = s_filter.Eq(x => x.ClientId, clientId) & s_filter.Ne(x => x.Status, FileStatus.Deleted);
        if (category is { } wanted)
            filter &= s_filter.Eq(x => x.FileCategory, wanted);
        return status is { } one ? filter & s_filter.Eq(x => x.Status, one) : filter;
    }

    /// <summary>A claim that nobody else has.</summary>
    public static string NewClaim() => Guid.NewGuid().ToString("n");

    public Task InsertAsync(StoredFile file, CancellationToken cancellationToken) => _files.InsertAsync(file, cancellationToken);

    /// <summary>A file that isn't deleted.</summary>
    public Task<StoredFile?> FindAsync(string clientId, ObjectId id, CancellationToken cancellationToken) =>
        _files.FindOneAsync(s_filter.Where(x => x.Id == id && x.ClientId == clientId && x.Status != FileStatus.Deleted), cancellationToken);

    /// <summary>A file whatever its status, as the database has it now.</summary>
    public Task<StoredFile?> ReadAsync(ObjectId id, CancellationToken cancellationToken) => _files.FindOneAsync(s_filter.Eq(x => x.Id, id), cancellationToken);

    public async Task<bool> ExistsAsync(ObjectId id, CancellationToken cancellationToken) =>
        await _files.CountAsync(s_filter.Eq(x => x.Id, id), 1, cancellationToken) > 0;

    public async Task<bool> HasCleanFileAsync(string clientId, CancellationToken cancellationToken) =>
        await _files.CountAsync(s_filter.Eq(x => x.ClientId, clientId) & s_filter.In(x => x.Status, [FileStatus.Available, null]), 1, cancellationToken) > 0;

    /// <summary>What reading a direct upload has shown.</summary>
    public Task<StoredFile?> InspectedAsync(StoredFile file, string contentType, string sha256, CancellationToken cancellationToken) => ChangeHeldAsync(
        file,
        s_update.Set(x => x.ContentType, contentType).Set(x => x.Sha256, sha256).Set(x => x.IsInspected, true),
        cancellationToken);

    /// <summary>Makes a file available whose object is in the clean prefix already. Null when the claim is lost, or it was published, rejected or deleted meanwhile.</summary>
    public Task<StoredFile?> PublishAsync(StoredFile file, string objectKey, CancellationToken cancellationToken) => ChangeHeldAsync(
        file,
        s_update.Set(x => x.Status, FileStatus.Available).Set(x => x.ObjectKey, objectKey).Set(x => x.CheckedAt, Now()).Set(x => x.DueAt, Now()),
        cancellationToken);

    public Task<StoredFile?> RejectAsync(StoredFile file, string reason, string? malware, CancellationToken cancellationToken) => ChangeHeldAsync(
        file,
        (malware is null ? s_update.Unset(x => x.Malware) : s_update.Set(x => x.Malware, malware)).Set(x => x.Status, FileStatus.Rejected).Set(x => x.RejectionReason, reason).Set(x => x.CheckedAt, Now()).Set(x => x.DueAt, Now()),
        cancellationToken);

    /// <param name="file">As the caller knows it.</param>
    /// <param name="deletedBy">Who deletes it.</param>
    /// <param name="cleanUpAt">When its objects are to be deleted at the latest: for a file that may be being checked, after that check must have ended.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null when it changed meanwhile.</returns>
    public Task<StoredFile?> DeleteAsync(StoredFile file, string deletedBy, DateTimeOffset cleanUpAt, CancellationToken cancellationToken) => _files.UpdateAsync(
        s_filter.Eq(x => x.Id, file.Id) & s_filter.Eq(x => x.Version, file.Version) & s_filter.Ne(x => x.Status, FileStatus.Deleted),
        s_update.Set(x => x.Status, FileStatus.Deleted).Set(x => x.DeletedAt, Now()).Set(x => x.DeletedBy, deletedBy).Set(x => x.DueAt, cleanUpAt.ToMilliseconds()).Inc(x => x.Version, 1),
        cancellationToken);

    /// <summary>Moves on when somebody looks at it next, and so takes it for now. Null when another was faster.</summary>
    public Task<StoredFile?> ClaimAsync(StoredFile file, DateTimeOffset until, CancellationToken cancellationToken) => _files.UpdateAsync(
        s_filter.Eq(x => x.Id, file.Id) & s_filter.Eq(x => x.Status, file.Status) & s_filter.Eq(x => x.DueAt, file.DueAt),
        s_update.Set(x => x.Claim, NewClaim()).Set(x => x.DueAt, until.ToMilliseconds()).Inc(x => x.Attempts, 1).Inc(x => x.UnfinishedChecks, 1),
        cancellationToken);

    /// <summary>Holds a claim for longer. False when it is lost.</summary>
    public async Task<bool> KeepAsync(StoredFile file, DateTimeOffset until, CancellationToken cancellationToken) =>
        await _files.UpdateAsync(Held(file), s_update.Set(x => x.DueAt, until.ToMilliseconds()), cancellationToken) is not null;

    /// <summary>To be looked at again at a time. Only while it is still in quarantine, and still held.</summary>
    public Task PostponeAsync(StoredFile file, DateTimeOffset until, CancellationToken cancellationToken) => _files.UpdateAsync(
        Held(file),
        s_update.Set(x => x.DueAt, until.ToMilliseconds()).Unset(x => x.UnfinishedChecks),
        cancellationToken);

    /// <summary>Nothing is left to do.</summary>
    public Task DoneAsync(ObjectId id, CancellationToken cancellationToken) => _files.UpdateAsync(
        s_filter.Eq(x => x.Id, id) & s_filter.Ne(x => x.Status, FileStatus.Quarantined),
        s_update.Unset(x => x.DueAt),
        cancellationToken);

    private Task<StoredFile?> ChangeHeldAsync(StoredFile file, UpdateDefinition<StoredFile> update, CancellationToken cancellationToken) =>
        _files.UpdateAsync(Held(file), update.Inc(x => x.Version, 1), cancellationToken);

    private static FilterDefinition<StoredFile> Held(StoredFile file) =>
        s_filter.Eq(x => x.Id, file.Id) & s_filter.Eq(x => x.Status, FileStatus.Quarantined) & s_filter.Eq(x => x.Claim, file.Claim);

    private DateTimeOffset Now() => time.GetUtcNow().ToMilliseconds();
}
