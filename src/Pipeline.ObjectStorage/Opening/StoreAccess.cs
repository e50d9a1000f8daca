using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.Opening;

/// <summary>
/// How a store is reached, as a program's settings or variables say it: one field each. What is said for another kind of store, or only by half, is a
/// mistake that <see cref="Check"/> finds. The secret fields are never printed.
/// </summary>
public sealed record StoreAccess
{
    private static readonly ObjectStoreKind[] s_s3 = [ObjectStoreKind.S3];
    private static readonly ObjectStoreKind[] s_azure = [ObjectStoreKind.AzureBlob];
    private static readonly ObjectStoreKind[] s_keyed = [ObjectStoreKind.S3, ObjectStoreKind.GoogleCloud];
    private static readonly ObjectStoreKind[] s_remote = [ObjectStoreKind.S3, ObjectStoreKind.AzureBlob, ObjectStoreKind.GoogleCloud];

    /// <summary>As <see cref="ObjectStoreOptions.Endpoint"/>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>As <see cref="ObjectStoreOptions.Region"/>.</summary>
    public string? Region { get; init; }

    /// <summary>As <see cref="ObjectStoreOptions.UsePathStyle"/>.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>As <see cref="ObjectStoreOptions.ConditionalWrites"/>.</summary>
    public S3ConditionalWrites? ConditionalWrites { get; init; }

    /// <summary>As <see cref="ObjectStoreOptions.KmsKeyId"/>.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The public half of an access key of S3, or of an HMAC key of Google Cloud Storage.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret half.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The token that temporary access keys come with.</summary>
    public string? SessionToken { get; init; }

    /// <summary>An Azure storage account's shared key.</summary>
    public string? AccountKey { get; init; }

    /// <summary>An Azure storage account's connection string.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>What is wrong for a kind of store. No field's value is in it.</summary>
    /// <param name="kind">Where the objects are.</param>
    /// <param name="nameOf">How whoever reads the mistakes knows a field: a variable's name for a property's.</param>
    public IReadOnlyList<StoreAccessMistake> Check(ObjectStoreKind kind, Func<string, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        var misplaced = Fields().Where(x => x.IsGiven && !x.Kinds.Contains(kind))
            .Select(x => new StoreAccessMistake(x.Name, $"says nothing to a store that is {SchemeOf(kind)}: it is for {string.Join(", ", x.Kinds.Select(SchemeOf))}. Take it away."))
            .ToList();
        return misplaced.Count > 0 ? misplaced : [.. Incomplete(kind, nameOf)];
    }

    /// <summary>The options that open the store, once <see cref="Check"/> found nothing.</summary>
    /// <exception cref="ObjectStoreException">PIPE9206: there were mistakes.</exception>
    public ObjectStoreOptions ToOptions(ObjectStoreKind kind)
    {
        if (Check(kind, x => x) is [var mistake, ..])
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"{mistake.Property} {mistake.Problem}") { ExitCode = 2 };
        return new ObjectStoreOptions { Endpoint = Endpoint, Region = Region, UsePathStyle = PathStyle, ConditionalWrites = ConditionalWrites, KmsKeyId = KmsKeyId, Credentials = Credentials() };
    }

    /// <summary>Where it goes; what opens it is masked.</summary>
    public override string ToString() => $"{Endpoint?.GetLeftPart(UriPartial.Authority) ?? "the service's own endpoint"}, {Credentials()?.ToString() ?? "the environment's identity"}";

    private ObjectStoreCredentials? Credentials() => this switch
    {
        { AccessKeyId: { } id, SecretAccessKey: { } secret } => new AccessKeyCredentials(id, secret, SessionToken),
        { AccountKey: { } key } => new AzureAccountKey(key),
        { ConnectionString: { } text } => new AzureConnectionString(text),
        _ => null,
    };

    private IEnumerable<StoreAccessMistake> Incomplete(ObjectStoreKind kind, Func<string, string> nameOf)
    {
        if (AccessKeyId is null && SecretAccessKey is not null)
            yield return new(nameof(SecretAccessKey), $"is set and {nameOf(nameof(AccessKeyId))} isn't. Set both, or neither.");
        else if (AccessKeyId is not null && SecretAccessKey is null)
            yield return new(nameof(AccessKeyId), $"is set and {nameOf(nameof(SecretAccessKey))} isn't. Set both, or neither.");
        else if (AccessKeyId is null && kind == ObjectStoreKind.GoogleCloud)
            yield return new(nameof(AccessKeyId), $"isn't set, nor is {nameOf(nameof(SecretAccessKey))}: gs:// takes no identity but an HMAC key. Make one with `gcloud storage hmac create SERVICE-ACCOUNT`.");
        if (SessionToken is not null && AccessKeyId is null)
            yield return new(nameof(SessionToken), $"is set and {nameOf(nameof(AccessKeyId))} isn't. Set both, or neither.");
        if (AccountKey is not null && ConnectionString is not null)
            yield return new(nameof(AccountKey), $"and {nameOf(nameof(ConnectionString))} are both set. Set one.");
        if (ConnectionString is not null && Endpoint is not null)
            yield return new(nameof(Endpoint), $"and {nameOf(nameof(ConnectionString))} are both set. A connection string has its endpoint in it: set one.");
        if (AccountKey is { } key && !Convert.TryFromBase64String(key.Trim(), new byte[key.Length], out _))
            yield return new(nameof(AccountKey), "isn't base64. Copy it whole, as `az storage account keys list` shows it.");
        if (Endpoint is { } endpoint && (endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0))
            yield return new(nameof(Endpoint), "is no http or https URL without credentials.");
    }

    private IEnumerable<(string Name, bool IsGiven, ObjectStoreKind[] Kinds)> Fields() =>
    [
        (nameof(Endpoint), Endpoint is not null, s_remote),
        (nameof(Region), Region is not null, s_keyed),
        (nameof(PathStyle), PathStyle is not null, s_keyed),
        (nameof(ConditionalWrites), ConditionalWrites is not null, s_keyed),
        (nameof(KmsKeyId), KmsKeyId is not null, s_s3),
        (nameof(AccessKeyId), AccessKeyId is not null, s_keyed),
        (nameof(SecretAccessKey), SecretAccessKey is not null, s_keyed),
        (nameof(SessionToken), SessionToken is not null, s_keyed),
        (nameof(AccountKey), AccountKey is not null, s_azure),
        (nameof(ConnectionString), ConnectionString is not null, s_azure),
    ];

    private static string SchemeOf(ObjectStoreKind kind) => kind switch
    {
        ObjectStoreKind.LocalDisk => "file://",
        ObjectStoreKind.S3 => "s3://",
        ObjectStoreKind.AzureBlob => "azblob://",
        _ => "gs://",
    };
}
