using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Aws;

/// <summary>
/// AWS Secrets Manager. A version is the service's VersionId; <c>AWSCURRENT</c>, <c>AWSPREVIOUS</c> and <c>AWSPENDING</c> can be read by
/// their names too. Writes are check-and-set (<see cref="AwsWriting"/>).
/// </summary>
internal sealed class AwsStore : ISecretStore
{
    // The service's own limits for a VersionId; what can't be one is asked for in vain.
    private const int MinVersionLength = 32;
    private const int MaxVersionLength = 64;
    private const int PageSize = 100;

    private readonly AwsService _service;
    private readonly AwsWriting _writing;
    private readonly AwsLocation _location;

    internal AwsStore(AwsLocation location, IAwsCredentialSource credentials, SecretStoreOptions options)
    {
        _location = location;
        _service = new AwsService(location, credentials, options);
        _writing = new AwsWriting(location, _service, this);
    }

    public string Description => _service.Description;

    public static AwsStore Open(AwsLocation location, SecretStoreOptions options) => new(location, new AwsCredentialSource(), options);

    public async Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["SecretId"] = name.Value };
        if (version is null || version.StartsWith("AWS", StringComparison.Ordinal))
            parameters["VersionStage"] = version ?? "AWSCURRENT";
        else if (version.Length is >= MinVersionLength and <= MaxVersionLength)
            parameters["VersionId"] = version;
        else
            return null;

        JsonElement json;
        try
        {
            json = await _service.SendAsync("GetSecretValue", $"reading '{name}'", parameters, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException" || exception.IsDeleted)
        {
            return null;
        }

        if (json.At("VersionId").Text is not { } id)
            throw new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} answered reading '{name}' without a VersionId.") { IsTransient = true };
        return json.At("SecretString").Text is { } value
            ? new SecretVersion(name, id, new Secret(value), Created(json))
            : throw new SecretStoreException(SecretErrors.StoreUnreadable, $"The secret '{name}' in {Description} is binary. Write it as text (SecretString), with base64 for what isn't text.");
    }

    public async Task<string?> VersionAsync(SecretName name, CancellationToken cancellationToken)
    {
        JsonElement json;
        try
        {
            json = await _service.SendAsync("DescribeSecret", $"reading the version of '{name}'", new JsonObject { ["SecretId"] = name.Value }, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException" || exception.IsDeleted)
        {
            return null;
        }

        // One that is scheduled for deletion is still described.
        if (json.At("DeletedDate").Number is not null || !json.At("VersionIdsToStages").IsObject)
            return null;
        return json.At("VersionIdsToStages").EnumerateObject().Where(x => x.Value.Items.Any(stage => stage.Text == "AWSCURRENT")).Select(x => x.Name).FirstOrDefault();
    }

    public async Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        List<SecretName> names = [];
        string? next = null;
        do
        {
            var parameters = new JsonObject { ["MaxResults"] = PageSize };
            if (prefix.Trim('/') is { Length: > 0 } whole)
                parameters["Filters"] = new JsonArray(new JsonObject { ["Key"] = "name", ["Values"] = new JsonArray(whole + "/") });
            if (next is not null)
                parameters["NextToken"] = next;
            var page = await _service.SendAsync("ListSecrets", $"listing '{prefix}'", parameters, cancellationToken);
            // The service's filter doesn't tell capitals from small letters; other names than ours are skipped.
            names.AddRange(page.At("SecretList").Items.Select(x => SecretName.TryParse(x.At("Name").Text, out var name) ? name : null).OfType<SecretName>().Where(x => x.IsBelow(prefix)));
            next = page.At("NextToken").Text;
        }
        while (!string.IsNullOrEmpty(next));

        return [.. names.DistinctBy(x => x.Value).OrderBy(x => x.Value, StringComparer.Ordinal)];
    }

    public Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken) => _writing.PutAsync(name, value, expected, cancellationToken);

    public async Task DeleteAsync(SecretName name, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["SecretId"] = name.Value };
        if (_location.RecoveryDays == 0)
            parameters["ForceDeleteWithoutRecovery"] = true;
        else
            parameters["RecoveryWindowInDays"] = _location.RecoveryDays;
        try
        {
            await _service.SendAsync("DeleteSecret", $"deleting '{name}'", parameters, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException" || exception.IsDeleted)
        {
            // It is gone already.
        }
    }

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        return ValueTask.CompletedTask;
    }

    // Seconds since 1970, with a fraction.
    private static DateTimeOffset? Created(JsonElement json) =>
        json.At("CreatedDate").Number is { } seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
}
