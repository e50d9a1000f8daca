using System.Globalization;
using System.Text.Json;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Vault;

/// <summary>
/// HashiCorp Vault's KV engine, version 2. A secret's value stands under the key <c>value</c>; a secret without that key reads as the JSON
/// object of all its keys, of which a reference with <c>#key</c> takes one. Versions are Vault's numbers; they begin again at 1 after a deletion.
/// </summary>
internal sealed class VaultStore : ISecretStore
{
    private const string ValueKey = "value";

    // Writers that don't care what was there before meet others now and then, not forever.
    private const int WriteAttempts = 5;

    private readonly VaultLocation _location;
    private readonly VaultServer _server;
    private readonly VaultSession _session;
    private readonly TimeProvider _time;

    private VaultStore(VaultLocation location, SecretStoreOptions options)
    {
        (_location, _time) = (location, options.Time);
        _server = new VaultServer(location, options);
        _session = new VaultSession(location, _server, options);
    }

    public string Description => $"{_server.Description}, mount {_location.Mount}";

    public static VaultStore Open(VaultLocation location, SecretStoreOptions options) => new(location, options);

    public async Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        // What isn't a number is no version of Vault's, and 0 would mean the newest.
        if (version is not null && !(int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            return null;
        return (await ReadAsync(name, version, cancellationToken)).Found;
    }

    public async Task<string?> VersionAsync(SecretName name, CancellationToken cancellationToken)
    {
        var call = new VaultCall { Title = $"reading the version of '{name}'", Method = HttpMethod.Get, Path = $"{_location.Mount}/metadata/{name}", Expected = [404] };
        var answer = await _session.SendAsync(call, cancellationToken);
        if (answer.IsNoPath)
            throw NoPath(call, answer);
        if (answer.Status == 404)
            return null;
        if (answer.Json.At("data", "current_version").Integer is not { } number)
            throw _server.Unexpected("a look at metadata without the current version");
        var current = number.ToString(CultureInfo.InvariantCulture);
        var version = answer.Json.At("data", "versions", current);
        // Without a version there is only metadata; a time of deletion may be yet to come.
        return !version.IsObject || version.At("destroyed").IsTrue || version.At("deletion_time").Time <= _time.GetUtcNow() ? null : current;
    }

    public async Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        List<SecretName> names = [];
        var folders = new Queue<string>([prefix.Trim('/')]);
        while (folders.TryDequeue(out var folder))
        {
            foreach (var key in await KeysAsync(folder, cancellationToken))
            {
                var path = folder.Length == 0 ? key : $"{folder}/{key}";
                if (path.EndsWith('/'))
                    folders.Enqueue(path.TrimEnd('/'));
                else if (SecretName.TryParse(path, out var name))
                    names.Add(name);
            }
        }

        return [.. names.OrderBy(x => x.Value, StringComparer.Ordinal)];
    }

    public async Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await ReadAsync(name, null, cancellationToken);
            if (expected is not null && expected.Version != current.Found?.Version)
                throw new SecretConflictException(name);
            if (current.HasOtherKeys)
                throw new SecretStoreException(SecretErrors.NotWritable, $"The secret '{name}' in {Description} has other keys than '{ValueKey}', which a write would delete. Change it in Vault itself.");
            if (await WriteAsync(name, value, current.Number, cancellationToken) is { } written)
                return written;
            if (expected is not null || attempt == WriteAttempts)
                throw new SecretConflictException(name);
        }
    }

    public Task DeleteAsync(SecretName name, CancellationToken cancellationToken) =>
        _session.SendAsync(new VaultCall { Title = $"deleting '{name}'", Method = HttpMethod.Delete, Path = $"{_location.Mount}/metadata/{name}", Expected = [404] }, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Current> ReadAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        var call = new VaultCall { Title = $"reading '{name}'", Method = HttpMethod.Get, Path = $"{_location.Mount}/data/{name}{(version is null ? "" : $"?version={version}")}", Expected = [404] };
        var answer = await _session.SendAsync(call, cancellationToken);
        var metadata = answer.Json.At("data", "metadata");
        var number = metadata.At("version").Integer;
        // A version that was deleted or destroyed is still counted.
        if (answer.Status == 404)
            return number is null && answer.IsNoPath ? throw NoPath(call, answer) : new Current(null, number ?? 0, false);

        var data = answer.Json.At("data", "data");
        if (number is null || data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            throw _server.Unexpected("a read without data and metadata");
        if (!data.IsObject)
            return new Current(null, number.Value, false);
        var single = data.At(ValueKey).Text;
        var found = new SecretVersion(name, number.Value.ToString(CultureInfo.InvariantCulture), new Secret(single ?? data.GetRawText()), metadata.At("created_time").Time);
        return new Current(found, number.Value, data.EnumerateObject().Any(x => x.Name != ValueKey));
    }

    /// <summary>The written version; null where another one is current than the one named.</summary>
    private async Task<SecretVersion?> WriteAsync(SecretName name, Secret value, long current, CancellationToken cancellationToken)
    {
        var call = new VaultCall
        {
            Title = $"writing '{name}'",
            Method = HttpMethod.Post,
            Path = $"{_location.Mount}/data/{name}",
            Content = new { options = new { cas = current }, data = new Dictionary<string, string> { [ValueKey] = value.Reveal() } },
            Sent = [value],
            Expected = [400],
            // A write whose answer was lost may have happened: who wrote decides whether it did, by reading.
            IsRepeatable = false,
        };
        var answer = await _session.SendAsync(call, cancellationToken);
        if (answer.Status == 400)
        {
            return answer.Errors.Contains("check-and-set parameter did not match", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new SecretStoreException(SecretErrors.NotWritable, $"{_server.Description} doesn't accept {call.Title}: {answer.Errors}.");
        }

        var data = answer.Json.At("data");
        return data.At("version").Integer is { } number
            ? new SecretVersion(name, number.ToString(CultureInfo.InvariantCulture), value, data.At("created_time").Time)
            : throw _server.Unexpected("a write without its version");
    }

    // GET with ?list=true is the same as the verb LIST, and passes every proxy.
    private async Task<IEnumerable<string>> KeysAsync(string folder, CancellationToken cancellationToken)
    {
        var path = string.Join('/', folder.Split('/').Select(Uri.EscapeDataString));
        var call = new VaultCall { Title = $"listing '{folder}/'", Method = HttpMethod.Get, Path = $"{_location.Mount}/metadata/{(path.Length == 0 ? "" : path + "/")}?list=true", Expected = [404] };
        var answer = await _session.SendAsync(call, cancellationToken);
        if (answer.IsNoPath)
            throw NoPath(call, answer);
        if (answer.Status != 404 && answer.Json.At("data", "keys").ValueKind != JsonValueKind.Array)
            throw _server.Unexpected("a list without keys");
        return answer.Json.At("data", "keys").Items.Select(x => x.Text).OfType<string>().Where(x => x.Length > 0);
    }

    private SecretStoreException NoPath(VaultCall call, VaultAnswer answer) =>
        new(SecretErrors.UnexpectedAnswer, $"{_server.Description} knows no path for {call.Title}: {answer.Errors}. Is a KV engine of version 2 mounted at '{_location.Mount}'?");

    /// <param name="Found">The version with its value; null where there is none, or it was deleted.</param>
    /// <param name="Number">The number that a write has to name; 0 where the secret isn't there at all.</param>
    /// <param name="HasOtherKeys">Whether a write would delete keys.</param>
    private sealed record Current(SecretVersion? Found, long Number, bool HasOtherKeys);
}
