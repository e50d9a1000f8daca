using AgentKit.Server.Auditing;
using AgentKit.Server.Json;
using AgentKit.Server.Platforms.Checking;
using AgentKit.Server.Problems;
using AgentKit.Server.Settings;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms;

/// <summary>
/// Connects, verifies and disconnects. The document always says first what is about to happen to the secret, and is the last to go: whatever is
/// interrupted, a document is left that names the secret, and connecting or disconnecting again finishes the work. While a request works on the
/// secret it has the document to itself, for a bounded time; the work goes on when the caller hangs up.
/// </summary>
internal sealed class PlatformConnections(PlatformCredentials documents, PlatformChecks checks, ISecretStore secrets, IAuditLog audit, ServerSettings server, TimeProvider time)
{
    /// <summary>How long storing or deleting may take. Whoever comes after twice that finds a request that died.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Asks the platform, and stores the credential that it accepts; one that was there is replaced only then.</summary>
    /// <exception cref="ProblemException">The platform doesn't accept it, or another request is at it.</exception>
    public async Task<(PlatformCredential Connected, bool IsNew)> ConnectAsync(string clientId, Platform platform, Secret key, CancellationToken cancellationToken)
    {
        var answer = await checks.AskAsync(platform, key, cancellationToken);
        if (answer.Outcome != PlatformOutcome.Accepted)
            throw await RefusedAsync(clientId, platform, answer);

        using var bounded = new CancellationTokenSource(Longest, time);
        var (begun, isNew) = await BeginConnectingAsync(clientId, platform, bounded.Token);
        var name = NameOf(begun);
        var version = await FreeingAsync(begun, () => secrets.PutAsync(name, key, null, bounded.Token));
        var connected = await RecordAsync("platform.connected", begun, x => Verified(x, answer) with { SecretVersion = version.Version, BusyUntil = null });
        return (connected ?? throw Busy(), isNew);
    }

    /// <summary>Asks the platform about the stored credential.</summary>
    /// <exception cref="ProblemException">There is none, the platform doesn't accept it, or another request is at it.</exception>
    public async Task<PlatformCredential> VerifyAsync(PlatformCredential document, CancellationToken cancellationToken)
    {
        RequireFree(document);
        // Somebody wanted it gone; only connecting brings it back.
        if (document.Status == PlatformStatus.Disconnecting)
            throw new ProblemException(PlatformProblems.NoCredential());
        if (document.SecretReference is null || await secrets.GetAsync(NameOf(document), null, cancellationToken) is not { } secret)
        {
            await documents.ChangeAsync(document, x => x with { Status = PlatformStatus.Rejected }, cancellationToken);
            throw new ProblemException(PlatformProblems.NoCredential());
        }

        var answer = await checks.AskAsync(document.Platform, secret.Value, cancellationToken);
        if (answer.Outcome is PlatformOutcome.Rejected or PlatformOutcome.Forbidden)
            await RecordAsync("platform.rejected", document, x => x with { Status = PlatformStatus.Rejected, CheckedAt = documents.Now });
        if (answer.Outcome != PlatformOutcome.Accepted)
            throw new ProblemException(PlatformProblems.Of(document.Platform, answer));
        return await documents.ChangeAsync(document, x => Verified(x, answer) with { SecretVersion = secret.Version }, cancellationToken) ?? throw Busy();
    }

    /// <summary>Deletes the credential, then the document.</summary>
    /// <exception cref="ProblemException">Another request is at it.</exception>
    public async Task DisconnectAsync(PlatformCredential document)
    {
        RequireFree(document);
        using var bounded = new CancellationTokenSource(Longest, time);
        var begun = await RecordAsync("platform.disconnected", document, x => x with { Status = PlatformStatus.Disconnecting, BusyUntil = Until() }) ?? throw Busy();
        await FreeingAsync(begun, async () =>
        {
            await secrets.DeleteAsync(NameOf(begun), bounded.Token);
            return true;
        });
        await documents.DeleteAsync(begun, bounded.Token);
    }

    private async Task<(PlatformCredential Begun, bool IsNew)> BeginConnectingAsync(string clientId, Platform platform, CancellationToken cancellationToken)
    {
        var reference = new SecretReference(PlatformSecretNames.Of(server.Environment, documents.OrganizationId, clientId, platform)).ToString();
        if (await documents.FindAsync(clientId, platform, cancellationToken) is not { } found)
            return (await documents.AddAsync(clientId, platform, x => x with { Status = PlatformStatus.Pending, SecretReference = reference, BusyUntil = Until() }, cancellationToken) ?? throw Busy(), true);

        RequireFree(found);
        // A connection that works stays one until the new credential is stored. A secret is never left behind for one of another name.
        var begun = await documents.ChangeAsync(
            found,
            x => x with { Status = x.Status == PlatformStatus.Connected ? x.Status : PlatformStatus.Pending, SecretReference = x.SecretReference ?? reference, BusyUntil = Until() },
            cancellationToken);
        return (begun ?? throw Busy(), false);
    }

    /// <summary>Says of a new connection that it was refused. One that works isn't touched by somebody's wrong key.</summary>
    private async Task<ProblemException> RefusedAsync(string clientId, Platform platform, PlatformAnswer answer)
    {
        if (answer.Outcome is PlatformOutcome.Rejected or PlatformOutcome.Forbidden)
            await audit.RecordAsync(x => RejectAsync(clientId, platform, x), x => Event("platform.rejected", x));
        return new ProblemException(PlatformProblems.Of(platform, answer));
    }

    private async Task<PlatformCredential?> RejectAsync(string clientId, Platform platform, CancellationToken cancellationToken)
    {
        var found = await documents.FindAsync(clientId, platform, cancellationToken);
        if (found is null)
            return await documents.AddAsync(clientId, platform, x => x with { Status = PlatformStatus.Rejected, CheckedAt = x.CreatedAt }, cancellationToken);
        if (found is { Status: PlatformStatus.Pending or PlatformStatus.Rejected } && !IsBusy(found))
            await documents.ChangeAsync(found, x => x with { Status = PlatformStatus.Rejected, CheckedAt = documents.Now }, cancellationToken);
        return found;
    }

    /// <summary>Where the secret store refuses, the next request needn't wait for this one.</summary>
    private async Task<T> FreeingAsync<T>(PlatformCredential begun, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (SecretStoreException error)
        {
            using var bounded = new CancellationTokenSource(Longest, time);
            await documents.ChangeAsync(begun, x => x with { BusyUntil = null }, bounded.Token);
            if (error is SecretReadOnlyException)
                throw new ProblemException(PlatformProblems.NotStored());
            throw;
        }
        catch (OperationCanceledException error)
        {
            // Whether it was written isn't known, so it stays ours until it surely is over.
            throw new TimeoutException("The secret store took too long.", error);
        }
    }

    private PlatformCredential Verified(PlatformCredential document, PlatformAnswer answer)
    {
        var now = documents.Now;
        return document with { Status = PlatformStatus.Connected, AccountId = answer.AccountId, CheckedAt = now, VerifiedAt = now };
    }

    private Task<PlatformCredential?> RecordAsync(string action, PlatformCredential read, Func<PlatformCredential, PlatformCredential> change) =>
        audit.RecordAsync(x => documents.ChangeAsync(read, change, x), x => Event(action, x));

    private static AuditEvent Event(string action, PlatformCredential document) =>
        new() { Action = action, ResourceType = "platform", ResourceId = SnakeCase.Of(document.Platform), ClientId = document.ClientId };

    private SecretName NameOf(PlatformCredential document) => SecretReference.TryParse(document.SecretReference, out var reference)
        ? reference.Name
        : PlatformSecretNames.Of(server.Environment, document.OrganizationId, document.ClientId, document.Platform);

    private DateTimeOffset Until() => documents.Now + (2 * Longest);

    private bool IsBusy(PlatformCredential document) => document.BusyUntil > documents.Now;

    private void RequireFree(PlatformCredential document)
    {
        if (IsBusy(document))
            throw Busy();
    }

    private static ProblemException Busy() => new(PlatformProblems.Busy(TimeSpan.FromSeconds(5)));
}
