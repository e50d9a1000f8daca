using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Aws;

/// <summary>AWS Secrets Manager's API, below secrets: one action a request, JSON 1.1, signed (docs.aws.amazon.com/secretsmanager/latest/apireference).</summary>
internal sealed class AwsService : IDisposable
{
    private const string ContentType = "application/x-amz-json-1.1";
    private const int MaxErrorLength = 300;

    private readonly AwsLocation _location;
    private readonly IAwsCredentialSource _credentials;
    private readonly SecretStoreOptions _options;
    private readonly StoreRequests _requests;

    public AwsService(AwsLocation location, IAwsCredentialSource credentials, SecretStoreOptions options)
    {
        (_location, _credentials, _options) = (location, credentials, options);
        var handler = StoreRequests.NewHandler();
        handler.AllowAutoRedirect = false;
        _requests = new StoreRequests(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = StoreRequests.MaxAnswerBytes }, Description, options);
    }

    public string Description => $"AWS Secrets Manager in {_location.Region}{(_location.Endpoint is { } endpoint ? $" at {endpoint.Authority}" : "")}";

    /// <summary>Carries out an action. All of them may be repeated: writes carry a token by which the service knows them.</summary>
    /// <param name="action"><c>GetSecretValue</c> and so on.</param>
    /// <param name="title">What it does, for messages.</param>
    /// <param name="parameters">The action's parameters.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AwsErrorException">The service refuses, by a type that its API documents.</exception>
    /// <exception cref="SecretStoreException">The service is away.</exception>
    public async Task<JsonElement> SendAsync(string action, string title, JsonObject parameters, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(parameters);
        // What the service says about a value that it was sent may repeat it.
        var isConfidential = parameters.ContainsKey("SecretString");
        StoreAnswer answer;
        try
        {
            answer = await SendOnceAsync();
        }
        catch (AwsErrorException exception) when (exception.Type is "ExpiredTokenException" or "ExpiredToken")
        {
            _credentials.Forget();
            answer = await SendOnceAsync();
        }

        var json = answer.Json();
        return json.IsObject ? json : throw new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} answered {title} with something that isn't JSON. Is it the service?") { IsTransient = true };

        Task<StoreAnswer> SendOnceAsync() => _requests.SendAsync(x => RequestAsync(action, content, x), x => Judge(title, x, isConfidential), isRepeatable: true, cancellationToken);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _credentials.Dispose();
    }

    private async Task<HttpRequestMessage> RequestAsync(string action, byte[] content, CancellationToken cancellationToken)
    {
        var credentials = await _credentials.GetAsync(cancellationToken);
        var request = new HttpRequestMessage(HttpMethod.Post, _location.ServiceEndpoint) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        request.Headers.Add("X-Amz-Target", $"secretsmanager.{action}");
        AwsSignature.Sign(request, ContentType, content, _location.Region, credentials, _options.Time.GetUtcNow());
        return request;
    }

    private SecretStoreException? Judge(string title, StoreAnswer answer, bool isConfidential)
    {
        if (answer.IsSuccess)
            return null;
        var type = ErrorType(answer);
        if (answer.Status is 429 || type is "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded")
            return Away(answer, "asks for fewer requests (throttled)");
        if (answer.Status >= 500 || type is "InternalServiceError" or "InternalFailure" or "ServiceUnavailable")
            return Away(answer, $"failed ({answer.Status} {type})");
        var said = isConfidential ? type : $"{type}: {Message(answer)}";
        return type switch
        {
            "AccessDeniedException" or "AccessDenied" => Error(SecretErrors.Refused, $"refuses {title}: {said}. Compare the policy of this identity with docs/SECRETS_MANAGEMENT.md"),
            "DecryptionFailure" or "EncryptionFailure" => Error(SecretErrors.Refused, $"can't use the KMS key for {title}: {said}. Allow kms:Decrypt and kms:GenerateDataKey to this identity"),
            "UnrecognizedClientException" or "InvalidClientTokenId" or "ExpiredTokenException" or "ExpiredToken" or "MissingAuthenticationTokenException" or "IncompleteSignatureException" =>
                Error(SecretErrors.Refused, $"doesn't accept the credentials: {said}"),
            "InvalidSignatureException" or "SignatureDoesNotMatch" or "RequestExpired" or "RequestTimeTooSkewed" =>
                Error(SecretErrors.Refused, $"doesn't accept the signature: {said}. Is this machine's clock right, and is it the key's own region?"),
            "ResourceNotFoundException" => Error(SecretErrors.NotFound, $"has nothing for {title}"),
            "" => new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} answered {title} with status {answer.Status}, and not as the service does. Is the endpoint right?"),
            _ => Error(SecretErrors.NotWritable, $"doesn't accept {title}: {said}"),
        };

        AwsErrorException Error(Errors.ErrorCode code, string what) => new(code, type, IsDeleted(type, answer), $"{Description} {what}.");
    }

    // One type for many reasons; only the text tells this one.
    private static bool IsDeleted(string type, StoreAnswer answer) => type == "InvalidRequestException" && Message(answer).Contains("deletion", StringComparison.OrdinalIgnoreCase);

    private SecretStoreException Away(StoreAnswer answer, string what) =>
        new(SecretErrors.StoreAway, $"{Description} {what}.") { IsTransient = true, RetryAfter = answer.RetryAfter };

    // com.amazonaws.secretsmanager#ResourceNotFoundException, or with ":http://…" behind it.
    private static string ErrorType(StoreAnswer answer)
    {
        var type = answer.Json().At("__type").Text ?? answer.ErrorType ?? "";
        type = type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..];
        return type.Split(':')[0];
    }

    private static string Message(StoreAnswer answer)
    {
        var json = answer.Json();
        var message = (json.At("message").Text ?? json.At("Message").Text ?? "it doesn't say why").ReplaceLineEndings(" ").TrimEnd('.');
        return message.Length <= MaxErrorLength ? message : message[..MaxErrorLength] + "…";
    }
}
