namespace Pipeline.Secrets.Caching;

/// <summary>One secret in memory: its value, how old it is, and the one read of the store that may be on its way.</summary>
internal sealed class CachedSecret(SecretName name, ISecretStore store, SecretsManagerOptions options, ManagerTally tally, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly Takers _takers = new(name, options, stopping);
    private Task<bool>? _reading;
    private int _generation;
    private SecretVersion? _current;
    private long _confirmed;
    private long? _nextAttempt;
    private bool _isExpired = true;
    private SecretStoreException? _failure;
    private bool _isPastLimit;

    public bool IsKept
    {
        get
        {
            lock (_lock)
                return _current is not null;
        }
    }

    public bool IsAway
    {
        get
        {
            lock (_lock)
                return _failure is not null;
        }
    }

    public TimeSpan Age
    {
        get
        {
            lock (_lock)
                return options.Time.GetElapsedTime(_confirmed);
        }
    }

    public SecretInUse? InUse => _takers.InUse is { } version ? new SecretInUse(name, version, IsAway) : null;

    public IDisposable Hold(string? version, Func<SecretVersion, CancellationToken, Task>? take) => _takers.Add(version, take);

    public void Invalidate()
    {
        lock (_lock)
        {
            (_isExpired, _nextAttempt) = (true, null);
            // A read that is on its way may bring what was there before: it counts for nothing, and the next one begins anew.
            _reading = null;
            _generation++;
        }
    }

    public async Task<SecretVersion?> GetAsync(CancellationToken cancellationToken)
    {
        tally.Read();
        while (true)
        {
            Task<bool> reading;
            lock (_lock)
            {
                if (!IsDue(options.TimeToLive))
                    return Answer();
                reading = _reading ??= ReadAsync(_generation);
            }

            // A reading answers all who waited for it, unless it was invalidated meanwhile.
            if (!await reading.WaitAsync(cancellationToken))
                continue;
            lock (_lock)
                return Answer();
        }
    }

    /// <summary>Reads again what is older than half its time. Failures are kept, not thrown.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Task reading;
        lock (_lock)
        {
            if (!IsDue(options.TimeToLive / 2))
                return;
            reading = _reading ??= ReadAsync(_generation);
        }

        await reading.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A version that someone couldn't take before is offered again.
        _takers.Offer();
    }

    public async Task EndAsync()
    {
        Task? reading;
        lock (_lock)
            reading = _reading;
        if (reading is not null)
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _takers.EndAsync();
    }

    private bool IsDue(TimeSpan timeToLive)
    {
        stopping.ThrowIfCancellationRequested();
        var isFresh = !_isExpired && options.Time.GetElapsedTime(_confirmed) < timeToLive;
        return !isFresh && (_nextAttempt is not { } next || options.Time.GetTimestamp() >= next);
    }

    private SecretVersion? Answer()
    {
        if (_failure is null)
            return _current;
        if (_current is null)
            throw _failure;

        var age = options.Time.GetElapsedTime(_confirmed);
        if (age <= options.StaleLimit)
        {
            tally.StaleRead();
            return _current;
        }

        if (!_isPastLimit)
            Report(SecretsManagerEventKind.Expired, null, $"'{name}' is no longer served: the store has been away for {age.TotalMinutes:0} min, longer than it may.", _failure);
        _isPastLimit = true;
        throw new SecretStoreException(SecretErrors.TooOld, $"The secret '{name}' was read {age.TotalMinutes:0} min ago, longer than the {options.StaleLimit.TotalMinutes:0} min that it may be served while the store is away: {_failure.Message}", _failure) { IsTransient = true, RetryAfter = _failure.RetryAfter };
    }

    /// <summary>Reads, and keeps what came of it. False where it was invalidated meanwhile.</summary>
    private async Task<bool> ReadAsync(int generation)
    {
        // Away from the caller's lock.
        await Task.Yield();
        var began = options.Time.GetTimestamp();
        SecretVersion? found = null;
        SecretStoreException? failure = null;
        tally.StoreRead();
        try
        {
            using var timeout = new CancellationTokenSource(options.ReadTimeout, options.Time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
            try
            {
                found = await store.GetAsync(name, null, ending.Token);
            }
            catch (OperationCanceledException exception) when (!stopping.IsCancellationRequested)
            {
                throw new SecretStoreException(SecretErrors.StoreAway, $"{store.Description} gave no answer for {options.ReadTimeout.TotalSeconds:0} s.", exception) { IsTransient = true };
            }
        }
        catch (SecretStoreException exception)
        {
            failure = exception;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // A store that breaks its contract is like one that is away: a service goes on with the value that it has.
            failure = new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{store.Description} failed in an unexpected way ({exception.GetType().Name}).", exception);
        }

        if (failure is not null)
            tally.StoreFailure();
        return Keep(found, failure, began, generation);
    }

    private bool Keep(SecretVersion? found, SecretStoreException? failure, long began, int generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
                return false;
            var before = _current;
            var wasAway = _failure is not null;
            (_reading, _failure) = (null, failure);
            if (failure is not null)
            {
                _nextAttempt = options.Time.GetTimestamp() + Ticks(Pause(failure));
                if (!wasAway && before is not null)
                    Report(SecretsManagerEventKind.StoreAway, before.Version, $"The store doesn't give '{name}'; version {before.Version} is served until it is {options.StaleLimit.TotalMinutes:0} min old. {failure.Message}", failure);
                return true;
            }

            // What isn't there is asked for again soon, since it may be written any moment.
            (_current, _confirmed, _isExpired, _isPastLimit) = (found, began, found is null, false);
            _nextAttempt = found is null ? options.Time.GetTimestamp() + Ticks(options.RetryInterval) : null;
            if (wasAway && before is not null)
                Report(SecretsManagerEventKind.StoreBack, found?.Version, $"The store gives '{name}' again.");
            if (found is null && before is not null)
                Report(SecretsManagerEventKind.Deleted, null, $"'{name}' was deleted from the store and is no longer served.");
            else if (before is not null && before.Version != found!.Version)
                Report(SecretsManagerEventKind.Changed, found.Version, $"'{name}' has version {found.Version} now, after {before.Version}.");
        }

        _takers.Offer(found);
        return true;
    }

    private TimeSpan Pause(SecretStoreException failure) =>
        failure.RetryAfter is { } asked && asked > options.RetryInterval ? (asked < options.TimeToLive ? asked : options.TimeToLive) : options.RetryInterval;

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * options.Time.TimestampFrequency);

    private void Report(SecretsManagerEventKind kind, string? version, string message, Exception? error = null) =>
        options.Events?.Report(new SecretsManagerEvent(kind, name, version, message, error));
}
