using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Pipeline.Errors;
using Pipeline.Secrets.Masking;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Requests;

namespace Pipeline.Secrets.Vault;

/// <summary>Vault's HTTP API, below tokens and secrets: headers, and what a status means (developer.hashicorp.com/vault/api-docs).</summary>
internal sealed class VaultServer : IDisposable
{
    // Long enough for what Vault says, short enough for a log.
    private const int MaxErrorLength = 300;

    private readonly VaultLocation _location;
    private readonly StoreRequests _requests;

    public VaultServer(VaultLocation location, SecretStoreOptions options)
    {
        _location = location;
        var handler = StoreRequests.NewHandler();
        // A standby that can't forward answers with 307 to the active node, once.
        handler.MaxAutomaticRedirections = 1;
        if (location.CaFile is { } file)
            handler.SslOptions.CertificateChainPolicy = TrustOnly(options.FullPath(file));
        _requests = new StoreRequests(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = StoreRequests.MaxAnswerBytes }, Description, options);
    }

    public string Description => $"Vault at {_location.Address.Authority}{(_location.Namespace is { } name ? $" (namespace {name})" : "")}";

    /// <summary>Asks; a status that isn't success and isn't among the expected is an exception.</summary>
    /// <param name="call">What to ask.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SecretStoreException">Vault is away, or refuses.</exception>
    public async Task<VaultAnswer> SendAsync(VaultCall call, CancellationToken cancellationToken)
    {
        var answer = await _requests.SendAsync(_ => Task.FromResult(Request(call)), answer => Judge(call, answer), call.IsRepeatable, cancellationToken);
        return new VaultAnswer(answer.Status, answer.Json(), Errors(call, answer));
    }

    /// <summary>An exception for an answer that isn't what the API promises.</summary>
    public SecretStoreException Unexpected(string what) =>
        new(SecretErrors.UnexpectedAnswer, $"{Description} answered {what}. Is it Vault, and is a KV engine of version 2 mounted at '{_location.Mount}'?") { IsTransient = true };

    public void Dispose() => _requests.Dispose();

    // What Vault said about a failure, without what was sent to it.
    private static string Errors(VaultCall call, StoreAnswer answer)
    {
        var text = string.Join("; ", answer.Json().At("errors").Items.Select(x => x.Text)).ReplaceLineEndings(" ");
        var mask = new SecretMask();
        if (call.Token is { } token)
            mask.Add(token);
        foreach (var secret in call.Sent)
            mask.Add(secret);
        text = mask.Redact(text);
        return text.Length == 0 ? "it doesn't say why" : text.Length <= MaxErrorLength ? text : text[..MaxErrorLength] + "…";
    }

    private HttpRequestMessage Request(VaultCall call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(_location.Address, $"/v1/{call.Path}"));
        // Vault Agent and proxies can insist on it, against forged requests of browsers.
        request.Headers.Add("X-Vault-Request", "true");
        // Below auth/ no engine can be mounted: there are logins, and what a token asks about itself.
        var space = call.Path.StartsWith("auth/", StringComparison.Ordinal) ? _location.AuthNamespace ?? _location.Namespace : _location.Namespace;
        if (space is { Length: > 0 })
            request.Headers.Add("X-Vault-Namespace", space);
        if (call.Token is { } token)
            request.Headers.Add("X-Vault-Token", token.Reveal());
        if (call.Content is { } content)
            request.Content = JsonContent.Create(content, content.GetType(), options: JsonSerializerOptions.Web);
        return request;
    }

    private SecretStoreException? Judge(VaultCall call, StoreAnswer answer) => answer.Status switch
    {
        _ when answer.IsSuccess || call.Expected.Contains(answer.Status) => null,
        400 => new SecretStoreException(SecretErrors.NotWritable, $"{Description} doesn't accept {call.Title}: {Errors(call, answer)}."),
        401 or 403 => new VaultForbiddenException($"{Description} refuses {call.Title}: {Errors(call, answer)}. Compare its policy with docs/SECRETS_MANAGEMENT.md."),
        404 => new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} knows no such path for {call.Title}: {Errors(call, answer)}. Is the engine or the auth method mounted under this name?"),
        405 => new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} doesn't support {call.Title}: {Errors(call, answer)}."),
        412 => Away(answer, "is not yet up to date with a write before (412)"),
        429 => Away(answer, "asks to be left alone for a while (429)"),
        472 => Away(answer, "is a disaster recovery secondary, which serves nobody (472)"),
        473 => Away(answer, "is a performance standby (473)"),
        501 => Away(answer, "isn't initialized (501)"),
        503 => Away(answer, "is sealed or down for maintenance (503)"),
        >= 500 => Away(answer, $"failed ({answer.Status}: {Errors(call, answer)})"),
        _ => new SecretStoreException(SecretErrors.UnexpectedAnswer, $"{Description} answered {call.Title} with status {answer.Status}."),
    };

    private SecretStoreException Away(StoreAnswer answer, string what) =>
        new(SecretErrors.StoreAway, $"{Description} {what}.") { IsTransient = true, RetryAfter = answer.RetryAfter };

    private static X509ChainPolicy TrustOnly(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new PipelineException(SecretErrors.BadLocation, $"The file {file} (ca-file of the secret store's address) can't be read as PEM certificates.", exception) { ExitCode = 2 };
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new PipelineException(SecretErrors.BadLocation, $"The file {file} (ca-file of the secret store's address) holds no certificate.") { ExitCode = 2 };
    }
}
