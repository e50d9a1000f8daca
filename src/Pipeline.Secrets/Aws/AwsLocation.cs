using System.Globalization;
using Amazon;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Aws;

/// <summary><c>awssm://REGION</c>: AWS Secrets Manager. Credentials come from AWS's usual chain: environment, service account, profile, instance.</summary>
public sealed record AwsLocation : SecretStoreLocation
{
    private const int DefaultRecoveryDays = 7;

    /// <summary>The region: <c>eu-central-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The endpoint, as <c>?endpoint=</c>: a VPC endpoint, or a server that speaks the same API. Default the region's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The KMS key that new secrets are encrypted with, as <c>?kms-key=</c>. Default <c>aws/secretsmanager</c>.</summary>
    public string? KmsKey { get; init; }

    /// <summary>How many days a deleted secret can be restored, 7 to 30, as <c>?recovery-days=</c>; 0 deletes for good at once. Default 7, the least that the service offers.</summary>
    public int RecoveryDays { get; init; } = DefaultRecoveryDays;

    /// <summary>Where requests go.</summary>
    internal Uri ServiceEndpoint => Endpoint ?? new Uri($"https://secretsmanager.{Region}.{RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix}/");

    /// <inheritdoc/>
    public override string ToString()
    {
        List<string> parameters = [];
        if (Endpoint is not null)
            parameters.Add($"endpoint={Endpoint.AbsoluteUri.TrimEnd('/')}");
        if (KmsKey is not null)
            parameters.Add($"kms-key={KmsKey}");
        if (RecoveryDays != DefaultRecoveryDays)
            parameters.Add($"recovery-days={RecoveryDays.ToString(CultureInfo.InvariantCulture)}");
        return $"awssm://{Region}{(parameters.Count == 0 ? "" : "?" + string.Join('&', parameters))}";
    }

    internal static AwsLocation Read(LocationText text)
    {
        if (text.Authority.Length == 0 || !text.Authority.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-'))
            text.Mistake("names no region: write awssm://eu-central-1");
        if (text.Path.Trim('/').Length > 0)
            text.Mistake("has a path after the region");
        return new AwsLocation { Region = text.Authority, Endpoint = ReadEndpoint(text), KmsKey = text.Parameter("kms-key"), RecoveryDays = ReadDays(text) };
    }

    private static Uri? ReadEndpoint(LocationText text)
    {
        if (text.Parameter("endpoint") is not { } endpoint)
            return null;
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", AbsolutePath: "/", Query: "" })
            return uri;
        text.Mistake("has an 'endpoint' that isn't https://host:port");
        return null;
    }

    private static int ReadDays(LocationText text)
    {
        if (text.Parameter("recovery-days") is not { } days)
            return DefaultRecoveryDays;
        if (int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is 0 or >= 7 and <= 30)
            return number;
        text.Mistake("has 'recovery-days' as neither 0 nor 7 to 30");
        return DefaultRecoveryDays;
    }
}
