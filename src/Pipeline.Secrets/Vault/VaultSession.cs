using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Vault;

/// <summary>
/// The token: had by a login, renewed when two thirds of its time are over, and had by a new login when Vault renews it no longer (its longest
/// life is reached) or refuses it.
/// </summary>
internal sealed class VaultSession(VaultLocation location, VaultServer server, SecretStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile Lease? _lease;

    /// <summary>Sends with a valid token. Where Vault refuses, finds out whether it is the token, and if so tries once more with another.</summary>
    public async Task<VaultAnswer> SendAsync(VaultCall call, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(cancellationToken);
        try
        {
            return await server.SendAsync(call with { Token = lease.Token }, cancellationToken);
        }
        catch (VaultForbiddenException)
        {
            if (await IsValidAsync(lease, cancellationToken) || await ReplaceAsync(lease, cancellationToken) is not { } other)
                throw;
            return await server.SendAsync(call with { Token = other.Token }, cancellationToken);
        }
    }

    public void Dispose() => _changing.Dispose();

    private async Task<Lease> LeaseAsync(CancellationToken cancellationToken)
    {
        var now = options.Time.GetUtcNow();
        if (_lease is { } current && now < current.RenewAt)
            return current;

        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_lease is not { } lease)
                return _lease = await LogInAsync(cancellationToken);
            return now < lease.RenewAt ? lease : _lease = await ProlongAsync(lease, cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Another token than the one that Vault refused; null where there is none.</summary>
    private async Task<Lease?> ReplaceAsync(Lease refused, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_lease is { } other && other.Token != refused.Token)
                return other;
            options.Log?.Report($"{server.Description} doesn't accept the token any more; logging in anew.");
            _lease = null;
            var lease = _lease = await LogInAsync(cancellationToken);
            return lease.Token == refused.Token ? null : lease;
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task<Lease> ProlongAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (lease.IsRenewable && await RenewAsync(lease, cancellationToken) is { } renewed)
            return renewed;
        try
        {
            return await LogInAsync(cancellationToken);
        }
        catch (SecretStoreException exception) when (options.Time.GetUtcNow() < lease.ExpiresAt)
        {
            options.Log?.Report($"{server.Description}: no new token yet, the old one is valid until {lease.ExpiresAt:u}. {exception.Message}");
            return lease with { RenewAt = Sooner(options.Time.GetUtcNow() + options.RequestTimeout, lease.ExpiresAt) };
        }
    }

    /// <summary>The renewed lease; null where Vault doesn't renew it, or for hardly any time: its longest life is near.</summary>
    private async Task<Lease?> RenewAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await server.SendAsync(new VaultCall { Title = "renewing its token", Method = HttpMethod.Post, Path = "auth/token/renew-self", Token = lease.Token, Content = new { } }, cancellationToken);
            var renewed = ReadLease(answer, lease.Token, lease.FullTime);
            return renewed.ExpiresAt - options.Time.GetUtcNow() > lease.FullTime / 3 ? renewed : null;
        }
        catch (SecretStoreException exception)
        {
            options.Log?.Report($"{server.Description} didn't renew the token; logging in anew. {exception.Message}");
            return null;
        }
    }

    private Task<Lease> LogInAsync(CancellationToken cancellationToken) => location.Authentication switch
    {
        VaultTokenAuthentication token => WithTokenAsync(token, cancellationToken),
        VaultAppRoleAuthentication role => WithAppRoleAsync(role, cancellationToken),
        VaultKubernetesAuthentication role => WithServiceAccountAsync(role, cancellationToken),
        _ => throw new InvalidOperationException($"No login is known for {location.Authentication.GetType().Name}."),
    };

    private async Task<Lease> WithTokenAsync(VaultTokenAuthentication authentication, CancellationToken cancellationToken)
    {
        var token = await GivenAsync("token", authentication.File, authentication.Variable, cancellationToken);
        var call = new VaultCall { Title = "looking at its token", Method = HttpMethod.Get, Path = "auth/token/lookup-self", Token = token };
        try
        {
            var data = (await server.SendAsync(call, cancellationToken)).Json.At("data");
            // A time of 0 is a root token, which lives until it is revoked.
            return data.IsObject ? NewLease(token, data.At("ttl").Integer ?? 0, data.At("renewable").IsTrue, null) : throw server.Unexpected("a look at the token with no data");
        }
        catch (VaultForbiddenException)
        {
            // A token that may not look at itself can still be good: what it is wanted for tells.
            return NewLease(token, 0, false, null);
        }
    }

    private async Task<Lease> WithAppRoleAsync(VaultAppRoleAuthentication authentication, CancellationToken cancellationToken)
    {
        var secretId = await GivenAsync("secret id", authentication.SecretIdFile, authentication.SecretIdVariable, cancellationToken);
        return await LogInAsync(authentication.Mount, new { role_id = authentication.RoleId, secret_id = secretId.Reveal() }, secretId, cancellationToken);
    }

    private async Task<Lease> WithServiceAccountAsync(VaultKubernetesAuthentication authentication, CancellationToken cancellationToken)
    {
        var jwt = await GivenAsync("service account's token", authentication.TokenFile, null, cancellationToken);
        return await LogInAsync(authentication.Mount, new { role = authentication.Role, jwt = jwt.Reveal() }, jwt, cancellationToken);
    }

    private async Task<Lease> LogInAsync(string mount, object content, Secret sent, CancellationToken cancellationToken)
    {
        var call = new VaultCall { Title = $"the login by auth/{mount}", Method = HttpMethod.Post, Path = $"auth/{mount.Trim('/')}/login", Content = content, Sent = [sent] };
        return ReadLease(await server.SendAsync(call, cancellationToken), null, null);
    }

    private Lease ReadLease(VaultAnswer answer, Secret? token, TimeSpan? fullTime)
    {
        var auth = answer.Json.At("auth");
        if (auth.At("client_token").Text is { Length: > 0 } text)
            token = new Secret(text);
        return token is null ? throw server.Unexpected("a login with no token") : NewLease(token, auth.At("lease_duration").Integer ?? 0, auth.At("renewable").IsTrue, fullTime);
    }

    private Lease NewLease(Secret token, long seconds, bool isRenewable, TimeSpan? fullTime)
    {
        var now = options.Time.GetUtcNow();
        if (seconds <= 0)
            return new Lease(token, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, TimeSpan.MaxValue, false);
        var time = TimeSpan.FromSeconds(seconds);
        return new Lease(token, now + (time * 2 / 3), now + time, fullTime ?? time, isRenewable);
    }

    private async Task<bool> IsValidAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            await server.SendAsync(new VaultCall { Title = "looking at its token", Method = HttpMethod.Get, Path = "auth/token/lookup-self", Token = lease.Token }, cancellationToken);
            return true;
        }
        catch (VaultForbiddenException)
        {
            return false;
        }
    }

    private async Task<Secret> GivenAsync(string what, string? file, string? variable, CancellationToken cancellationToken)
    {
        if (file is null)
            return options.Variable(variable!) is { } text ? new Secret(text) : throw NotGiven($"The variable {variable} with the {what} for {server.Description} isn't set. Set it, or name another one in the store's address.", null);
        try
        {
            var text = (await File.ReadAllTextAsync(options.FullPath(file), cancellationToken)).Trim();
            return text.Length > 0 ? new Secret(text) : throw NotGiven($"The file {file} with the {what} for {server.Description} is empty.", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotGiven($"The file {file} with the {what} for {server.Description} can't be read.", exception);
        }
    }

    private static SecretStoreException NotGiven(string message, Exception? inner) => new(SecretErrors.Refused, message, inner);

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record Lease(Secret Token, DateTimeOffset RenewAt, DateTimeOffset ExpiresAt, TimeSpan FullTime, bool IsRenewable);
}
