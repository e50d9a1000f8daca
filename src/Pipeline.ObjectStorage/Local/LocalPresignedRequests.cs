using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.Local;

/// <summary>
/// What an HTTP host calls to serve presigned requests for local files, at the address of <see cref="LocalPresigning.BaseUrl"/>: verify first, then
/// <see cref="IObjectStore.PutAsync"/> or <see cref="IObjectStore.GetAsync"/> with what the verdict says.
/// </summary>
public sealed class LocalPresignedRequests(LocalPresigning presigning, TimeProvider? timeProvider = null)
{
    private static readonly LocalPresignedVerdict s_forged = new() { Refusal = LocalPresignedRefusal.Forged };

    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;

    /// <summary>Decides about a request. The signature is compared in constant time, before anything in the token is believed.</summary>
    public LocalPresignedVerdict Verify(LocalPresignedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (Read(call.Token) is not { } token)
            return s_forged;
        var refusal = Refuse(token, call);
        if (refusal is not null)
            return new LocalPresignedVerdict { Refusal = refusal };
        return token.Method == "PUT"
            ? new LocalPresignedVerdict { Key = token.Key, Put = new PutOptions { ContentType = token.ContentType!, LengthBytes = token.LengthBytes, Metadata = token.Metadata ?? [] } }
            : new LocalPresignedVerdict { Key = token.Key, ContentDisposition = token.ContentDisposition, ContentType = token.ContentType };
    }

    private LocalPresignedRefusal? Refuse(LocalToken token, LocalPresignedCall call)
    {
        if (call.Method != token.Method && (token.Method, call.Method) != ("GET", "HEAD"))
            return LocalPresignedRefusal.WrongMethod;
        if (_timeProvider.GetUtcNow().ToUnixTimeSeconds() >= token.Expires)
            return LocalPresignedRefusal.Expired;
        if (token.Method != "PUT")
            return null;
        if (call.ContentLength is { } length && length != token.LengthBytes)
            return LocalPresignedRefusal.WrongLength;
        return string.Equals(call.ContentType, token.ContentType, StringComparison.OrdinalIgnoreCase) ? null : LocalPresignedRefusal.WrongContentType;
    }

    private LocalToken? Read(string? text)
    {
        if (text?.Split('.') is not [var payloadText, var signature] || !Base64Url.IsValid(payloadText))
            return null;
        var payload = Base64Url.DecodeFromChars(payloadText);
        var isOurs = false;
        foreach (var key in presigning.Keys())
            isOurs |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(LocalPresigner.Sign(key, payload)), Encoding.UTF8.GetBytes(signature));
        if (!isOurs)
            return null;
        return JsonSerializer.Deserialize(payload, LocalJson.Default.LocalToken);
    }
}
