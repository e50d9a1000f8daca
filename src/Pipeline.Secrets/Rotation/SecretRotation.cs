using Pipeline.Errors;
using Pipeline.Secrets.Rotation.Crashing;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Rotation;

/// <summary>
/// Rotates a secret with proof: the old value is revoked only after everyone was seen to use the new one. It can be killed at any moment and
/// run again: it goes on from its record.
/// </summary>
public sealed class SecretRotation
{
    private readonly RotationRequest _request;
    private readonly Action<RotationCrashPoint> _passed;
    private readonly SecretName _recordName;
    private string _revoked = "";

    /// <summary>A rotation, new or under way.</summary>
    /// <exception cref="SecretReadOnlyException">The store can't be written.</exception>
    public SecretRotation(RotationRequest request)
        : this(request, _ => { })
    {
    }

    internal SecretRotation(RotationRequest request, Action<RotationCrashPoint> passed)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Store.IsReadOnly)
            throw new SecretReadOnlyException(request.Store.Description);
        (_request, _passed) = (request, passed);
        _recordName = RotationRecord.NameFor(request.Name);
    }

    /// <summary>What would be done. Only reads.</summary>
    /// <exception cref="SecretStoreException">The store is away or refuses, or the rotation's record can't be read (PIPE5023).</exception>
    public async Task<RotationPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var (record, _) = await ReadRecordAsync(cancellationToken);
        var current = await _request.Store.GetAsync(_request.Name, null, cancellationToken);
        var decision = RotationDecision.Of(record, current);
        return new RotationPlan
        {
            Name = _request.Name,
            CurrentVersion = current?.Version,
            Began = decision.Step == RotationStep.Create ? null : record?.Began,
            Blocked = decision.Blocked,
            Steps = [.. Enum.GetValues<RotationStep>().Where(x => x >= decision.Step && x != RotationStep.Done).Select(x => new RotationProgress(x, Describe(x, current)))],
        };
    }

    /// <summary>Rotates, or goes on with a rotation that was interrupted.</summary>
    /// <exception cref="PipelineException">PIPE5020: a person must decide. PIPE5021: another rotation of the secret is under way. PIPE5022: the new value doesn't work.</exception>
    /// <exception cref="SecretStoreException">The store is away or refuses.</exception>
    public async Task<RotationOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var (record, recordVersion) = await ReadRecordAsync(cancellationToken);
        for (var isFirst = true; ; isFirst = false)
        {
            var current = await _request.Store.GetAsync(_request.Name, null, cancellationToken);
            // A finished rotation is followed by a new one, but not by one in the same run.
            if (!isFirst && record!.Next == RotationStep.Done)
                return new RotationOutcome(true, record.NewVersion!, _revoked);
            var decision = RotationDecision.Of(record, current);
            if (decision.Blocked is { } reason)
                throw new PipelineException(SecretErrors.RotationBlocked, $"The rotation of '{_request.Name}' can't go on: {reason}. Find out who wrote it; when the old credential is revoked, delete '{_recordName}' and rotate again.");

            if (decision.Step == RotationStep.Observe && await ObserveAsync(record!, cancellationToken) is { HaveAllMoved: false } movement)
                return new RotationOutcome(false, record!.NewVersion!, movement.Summary);
            var (next, point) = await StepAsync(decision, record, current, cancellationToken);
            recordVersion = await KeepAsync(next, recordVersion, cancellationToken);
            record = next;
            _passed(point);
        }
    }

    /// <summary>Has the step's effect, and returns the record that follows.</summary>
    private async Task<(RotationRecord Record, RotationCrashPoint Recorded)> StepAsync(RotationDecision decision, RotationRecord? record, SecretVersion? current, CancellationToken cancellationToken)
    {
        switch (decision.Step)
        {
            case RotationStep.Create:
                var value = await _request.Credential.CreateAsync(current?.Value, cancellationToken);
                Report(RotationStep.Create, "A new value is made.");
                var created = new RotationRecord { Id = Guid.NewGuid().ToString("N"), Next = RotationStep.Set, Began = _request.Time.GetUtcNow(), OldVersion = current?.Version, OldValue = current?.Value, NewValue = value };
                return (created, RotationCrashPoint.CreateRecorded);

            case RotationStep.Set:
                await _request.Credential.SetAsync(record!.NewValue!, cancellationToken);
                _passed(RotationCrashPoint.ValueSet);
                Report(RotationStep.Set, "The new value is accepted beside the old one.");
                return (record with { Next = RotationStep.Test }, RotationCrashPoint.SetRecorded);

            case RotationStep.Test:
                if (await _request.Credential.TestAsync(record!.NewValue!, cancellationToken) is { } why)
                    throw new PipelineException(SecretErrors.RotationTestFailed, $"The new value of '{_request.Name}' doesn't work: {why} The secret still has its old value, which still works. Mend it, and run the rotation again.");
                Report(RotationStep.Test, "The new value works.");
                return (record with { Next = RotationStep.Promote }, RotationCrashPoint.TestRecorded);

            case RotationStep.Promote:
                var promoted = decision.IsDoneAlready ? current! : await PromoteAsync(record!, cancellationToken);
                _passed(RotationCrashPoint.ValuePromoted);
                Report(RotationStep.Promote, $"Version {promoted.Version} is current{(record!.OldVersion is { } old ? $", after {old}" : "")}.");
                return (record with { Next = RotationStep.Observe, NewVersion = promoted.Version }, RotationCrashPoint.PromotionRecorded);

            case RotationStep.Observe:
                return (record! with { Next = RotationStep.Revoke }, RotationCrashPoint.ObservationRecorded);

            default:
                _revoked = record!.OldValue is { } revoked ? await _request.Credential.RevokeAsync(revoked, record.NewValue!, cancellationToken) : "There was no value before; there is nothing to revoke.";
                _passed(RotationCrashPoint.OldRevoked);
                Report(RotationStep.Revoke, _revoked);
                return (record with { Next = RotationStep.Done, OldValue = null, NewValue = null }, RotationCrashPoint.DoneRecorded);
        }
    }

    private async Task<SecretVersion> PromoteAsync(RotationRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await _request.Store.PutAsync(_request.Name, record.NewValue!, new ExpectedVersion(record.OldVersion), cancellationToken);
        }
        catch (SecretConflictException exception)
        {
            throw new PipelineException(SecretErrors.RotationRunning, $"The secret '{_request.Name}' was changed while its rotation was about to. Nothing was overwritten; run the rotation again: it begins anew from what is current.", exception);
        }
    }

    /// <summary>Waits until all have been seen on the new version twice in a row, or the time is over.</summary>
    private async Task<Movement> ObserveAsync(RotationRecord record, CancellationToken cancellationToken)
    {
        string[] versions = [record.NewVersion!, SecretFingerprint.Of(_request.Name, record.NewValue!)];
        var began = _request.Time.GetTimestamp();
        var said = "";
        for (var seen = 0; ;)
        {
            var movement = Movement.Judge(await _request.VersionsInUse.ReadAsync(_request.Name, cancellationToken), versions);
            seen = movement.HaveAllMoved ? seen + 1 : 0;
            if (movement.Summary != said)
                Report(RotationStep.Observe, said = movement.Summary);
            if (seen == 2 || (seen == 0 && _request.Time.GetElapsedTime(began) >= _request.ObserveTimeout))
                return movement;
            await Task.Delay(_request.ObserveInterval, _request.Time, cancellationToken);
        }
    }

    private async Task<(RotationRecord? Record, string? Version)> ReadRecordAsync(CancellationToken cancellationToken) =>
        await _request.Store.GetAsync(_recordName, null, cancellationToken) is { } kept ? (RotationRecord.Parse(kept), kept.Version) : (null, null);

    private async Task<string> KeepAsync(RotationRecord record, string? expected, CancellationToken cancellationToken)
    {
        try
        {
            return (await _request.Store.PutAsync(_recordName, record.ToSecret(), new ExpectedVersion(expected), cancellationToken)).Version;
        }
        catch (SecretConflictException exception)
        {
            throw new PipelineException(SecretErrors.RotationRunning, $"Another rotation of '{_request.Name}' is under way: its record '{_recordName}' was written meanwhile. Wait for it, then run this again.", exception);
        }
    }

    private string Describe(RotationStep step, SecretVersion? current) => step switch
    {
        RotationStep.Create => $"make a new value ({_request.Credential.Description})",
        RotationStep.Set => "have it accepted beside the old one",
        RotationStep.Test => "try it",
        RotationStep.Promote => current is null ? "make it the first version" : $"make it current, if the current version still is {current.Version}",
        RotationStep.Observe => $"wait until all use it, {_request.ObserveTimeout.TotalMinutes:0.#} min at most; else stop here, with both accepted",
        _ => "revoke the old one",
    };

    private void Report(RotationStep step, string message) => _request.Progress?.Report(new RotationProgress(step, message));
}
