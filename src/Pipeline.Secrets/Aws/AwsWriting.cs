using System.Text.Json.Nodes;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Aws;

/// <summary>
/// Writes to AWS Secrets Manager, check-and-set. PutSecretValue by itself makes whatever it writes current; so a write that expects a version puts
/// its own beside it as AWSPENDING first, and then moves AWSCURRENT from the expected version to it, which the service refuses when AWSCURRENT
/// is at another one (UpdateSecretVersionStage with RemoveFromVersionId). A first version is CreateSecret, which there can be only one of.
/// </summary>
/// <remarks>
/// What is left: two writers at once share the label AWSPENDING, so the slower one's version may lose its last label before it becomes current;
/// the service then may have dropped it, and the write ends as a conflict. A write that was killed leaves a version labelled AWSPENDING, which
/// the next write takes over.
/// </remarks>
internal sealed class AwsWriting(AwsLocation location, AwsService service, ISecretStore store)
{
    private const string Current = "AWSCURRENT";
    private const string Pending = "AWSPENDING";

    public async Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken)
    {
        // The service's idempotency token, and the version's name from then on.
        var token = Guid.NewGuid().ToString();
        return expected switch
        {
            null => await PutAnywayAsync(name, value, token, cancellationToken),
            { Version: null } => await CreateAsync(name, value, token, cancellationToken) ?? throw new SecretConflictException(name),
            { Version: { } version } => await MoveAsync(name, value, token, version, cancellationToken),
        };
    }

    private async Task<SecretVersion> PutAnywayAsync(SecretName name, Secret value, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await PutValueAsync(name, value, token, Current, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException" || exception.IsDeleted)
        {
            // Whoever created it meanwhile has a current version now, and this write comes after that.
            return await CreateAsync(name, value, token, cancellationToken) ?? await PutValueAsync(name, value, token, Current, cancellationToken);
        }
    }

    /// <summary>The first version; null where there is the secret already.</summary>
    private async Task<SecretVersion?> CreateAsync(SecretName name, Secret value, string token, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["Name"] = name.Value, ["ClientRequestToken"] = token, ["SecretString"] = value.Reveal() };
        if (location.KmsKey is { } key)
            parameters["KmsKeyId"] = key;
        try
        {
            var json = await service.SendAsync("CreateSecret", $"creating '{name}'", parameters, cancellationToken);
            return new SecretVersion(name, json.At("VersionId").Text ?? token, value, null);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceExistsException")
        {
            var current = await store.GetAsync(name, null, cancellationToken);
            if (current is null)
                // Made without a value, as infrastructure tools do.
                return await PutValueAsync(name, value, token, Current, cancellationToken);
            return current.Version == token ? current : null;
        }
        catch (AwsErrorException exception) when (exception.IsDeleted)
        {
            return await ReviveAsync(name, value, token, cancellationToken);
        }
    }

    // Scheduled for deletion, the name is taken: the secret is restored, and gets a new version at once. Until then it has its old value again.
    private async Task<SecretVersion> ReviveAsync(SecretName name, Secret value, string token, CancellationToken cancellationToken)
    {
        try
        {
            await service.SendAsync("RestoreSecret", $"restoring '{name}', which is scheduled for deletion", new JsonObject { ["SecretId"] = name.Value }, cancellationToken);
            return await PutValueAsync(name, value, token, Current, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException")
        {
            throw new SecretStoreException(SecretErrors.StoreAway, $"{service.Description} is still deleting '{name}'. Try again in a minute.", exception) { IsTransient = true };
        }
    }

    private async Task<SecretVersion> MoveAsync(SecretName name, Secret value, string token, string expected, CancellationToken cancellationToken)
    {
        try
        {
            // Before anything is written: most conflicts end here.
            if ((await store.GetAsync(name, null, cancellationToken))?.Version != expected)
                throw new SecretConflictException(name);
            var written = await PutValueAsync(name, value, token, Pending, cancellationToken);
            await MoveLabelAsync(name, Current, token, expected, cancellationToken);
            await MoveLabelAsync(name, Pending, null, token, cancellationToken);
            return written;
        }
        catch (AwsErrorException exception) when (exception.Type == "ResourceNotFoundException" || exception.IsDeleted)
        {
            throw new SecretConflictException(name, exception);
        }
    }

    private async Task<SecretVersion> PutValueAsync(SecretName name, Secret value, string token, string label, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["SecretId"] = name.Value, ["ClientRequestToken"] = token, ["SecretString"] = value.Reveal(), ["VersionStages"] = new JsonArray(label) };
        var json = await service.SendAsync("PutSecretValue", $"writing '{name}'", parameters, cancellationToken);
        return new SecretVersion(name, json.At("VersionId").Text ?? token, value, null);
    }

    private async Task MoveLabelAsync(SecretName name, string label, string? to, string from, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["SecretId"] = name.Value, ["VersionStage"] = label, ["RemoveFromVersionId"] = from };
        if (to is not null)
            parameters["MoveToVersionId"] = to;
        try
        {
            await service.SendAsync("UpdateSecretVersionStage", $"moving {label} of '{name}'", parameters, cancellationToken);
        }
        catch (AwsErrorException exception) when (exception.Type == "InvalidParameterException")
        {
            // The label on AWSPENDING another writer may have taken. Repeated after a lost answer, the move finds itself done.
            if (to is null || (await store.GetAsync(name, null, cancellationToken))?.Version is var current && current == to)
                return;
            // The type is for every parameter. A conflict it is only where the label has moved on, or the version to move it to was dropped.
            if (current != from || await store.GetAsync(name, to, cancellationToken) is null)
                throw new SecretConflictException(name, exception);
            throw;
        }
    }
}
