using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Documents;

/// <summary>The uploads in progress of one organisation.</summary>
internal sealed class UploadDocuments(OrganizationDatabase database, TimeProvider time)
{
    /// <summary>A process that completes an upload and dies keeps others from it for so long.</summary>
    public static readonly TimeSpan CompletingLease = TimeSpan.FromMinutes(15);

    private static readonly FilterDefinitionBuilder<UploadInProgress> s_filter = Builders<UploadInProgress>.Filter;
    private static readonly UpdateDefinitionBuilder<UploadInProgress> s_update = Builders<UploadInProgress>.Update;

    private readonly OrganizationCollection<UploadInProgress> _uploads = database.Collection<UploadInProgress>(UploadInProgress.CollectionName);

    public Task InsertAsync(UploadInProgress upload, CancellationToken cancellationToken) => _uploads.InsertAsync(upload, cancellationToken);

    /// <summary>An upload that a client may go on with.</summary>
    public Task<UploadInProgress?> FindAsync(string clientId, ObjectId id, CancellationToken cancellationToken)
    {
        var now = Now();
        return _uploads.FindOneAsync(
            s_filter.Where(x => x.Id == id && x.ClientId == clientId && x.Method != UploadMethod.Streamed && x.State != UploadState.Abandoned && x.ExpiresAt > now),
            cancellationToken);
    }

    /// <summary>Keeps it from being cleaned away until later. False when it is being already.</summary>
    public async Task<bool> ExtendAsync(ObjectId id, DateTimeOffset until, CancellationToken cancellationToken) =>
        await _uploads.UpdateAsync(s_filter.Where(x => x.Id == id && x.State == UploadState.Uploading), s_update.Max(x => x.ExpiresAt, until.ToMilliseconds()), cancellationToken) is not null;

    public Task SetStoreUploadAsync(ObjectId id, string storeUploadId, CancellationToken cancellationToken) =>
        _uploads.UpdateAsync(s_filter.Eq(x => x.Id, id), s_update.Set(x => x.StoreUploadId, storeUploadId), cancellationToken);

    /// <summary>Takes it for completion. Null while another completes it, and for one that is gone.</summary>
    public Task<UploadInProgress?> BeginCompletingAsync(ObjectId id, CancellationToken cancellationToken)
    {
        var now = Now();
        var until = (now + CompletingLease).ToMilliseconds();
        return _uploads.UpdateAsync(
            s_filter.Where(x => x.Id == id && (x.State == UploadState.Uploading || (x.State == UploadState.Completing && x.CompletingUntil < now))),
            s_update.Set(x => x.State, UploadState.Completing).Set(x => x.CompletingUntil, until).Max(x => x.ExpiresAt, until),
            cancellationToken);
    }

    /// <summary>After a failure that may pass: it can be completed again. If this fails too, then when the lease has ended.</summary>
    /// <param name="completing">As <see cref="BeginCompletingAsync"/> gave it: one that another completes by now is left alone.</param>
    public async Task TryReopenAsync(UploadInProgress completing)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _uploads.UpdateAsync(s_filter.Where(x => x.Id == completing.Id && x.State == UploadState.Completing && x.CompletingUntil == completing.CompletingUntil), s_update.Set(x => x.State, UploadState.Uploading), bound.Token);
        }
        catch (Exception error) when (error is MongoException or TimeoutException or OperationCanceledException)
        {
        }
    }

    /// <summary>Says that its object is taken. False when it is being cleaned away: then nothing may come of it.</summary>
    public async Task<bool> StoredAsync(ObjectId id, DateTimeOffset keptUntil, CancellationToken cancellationToken) => await _uploads.UpdateAsync(
        s_filter.Where(x => x.Id == id && (x.State == UploadState.Uploading || x.State == UploadState.Completing)),
        s_update.Set(x => x.State, UploadState.Stored).Max(x => x.ExpiresAt, keptUntil.ToMilliseconds()),
        cancellationToken) is not null;

    /// <summary>Keeps one whose object is taken from being cleaned away. False when it is being already.</summary>
    public async Task<bool> KeepStoredAsync(ObjectId id, CancellationToken cancellationToken) => await _uploads.UpdateAsync(
        s_filter.Where(x => x.Id == id && x.State == UploadState.Stored),
        s_update.Max(x => x.ExpiresAt, (Now() + CompletingLease).ToMilliseconds()),
        cancellationToken) is not null;

    /// <summary>From now on nothing may come of it. False when it was taken, or isn't there.</summary>
    public async Task<bool> AbandonAsync(ObjectId id, CancellationToken cancellationToken) => await _uploads.UpdateAsync(
        s_filter.Where(x => x.Id == id && x.State != UploadState.Stored),
        s_update.Set(x => x.State, UploadState.Abandoned).Set(x => x.ExpiresAt, Now()),
        cancellationToken) is not null;

    /// <summary>As <see cref="AbandonAsync"/>, for one that expired and that nobody extended since it was read.</summary>
    public async Task<bool> AbandonExpiredAsync(UploadInProgress upload, DateTimeOffset retryAt, CancellationToken cancellationToken) => await _uploads.UpdateAsync(
        s_filter.Where(x => x.Id == upload.Id && x.State == upload.State && x.ExpiresAt == upload.ExpiresAt),
        s_update.Set(x => x.State, UploadState.Abandoned).Set(x => x.ExpiresAt, retryAt.ToMilliseconds()),
        cancellationToken) is not null;

    public Task EndAsync(ObjectId id, CancellationToken cancellationToken) => _uploads.DeleteAsync(s_filter.Eq(x => x.Id, id), cancellationToken);

    private DateTimeOffset Now() => time.GetUtcNow().ToMilliseconds();
}
