using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>Finds out who asks: by client certificate, by bearer token, and as whom (impersonation).</summary>
internal sealed class Authentication(ServiceAccountTokens tokens, RoleAuthorizer authorizer)
{
    // One connection sends one certificate: it is read once.
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<X509Certificate2, UserIdentity> _byCertificate = [];

    /// <exception cref="ApiRefusal">401, or 403 for who may not act as another.</exception>
    public UserIdentity Identify(HttpContext context)
    {
        var user = OfRequest(context);
        return context.Request.Headers.TryGetValue("Impersonate-User", out var name) && name.Count > 0 ? Impersonate(context, user, name[0]!) : user;
    }

    private UserIdentity OfRequest(HttpContext context)
    {
        // The TLS handshake has refused certificates of other authorities.
        if (context.Connection.ClientCertificate is { } certificate)
            return _byCertificate.GetValue(certificate, ClientCertificates.Identity);
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return UserIdentity.Anonymous;
        const string Scheme = "Bearer ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Refusals.Unauthorized();
        return tokens.Verify(header[Scheme.Length..].Trim()) ?? throw Refusals.Unauthorized();
    }

    private UserIdentity Impersonate(HttpContext context, UserIdentity user, string name)
    {
        var groups = context.Request.Headers["Impersonate-Group"].Select(x => x!).ToList();
        Check(user, "users", name);
        foreach (var group in groups)
            Check(user, "groups", group);
        if (name.Split(':') is ["system", "serviceaccount", var namespaceName, _] && groups.Count == 0)
            groups.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{namespaceName}"]);
        return new UserIdentity(name, [.. groups, name == "system:anonymous" ? "system:unauthenticated" : "system:authenticated"]);
    }

    private void Check(UserIdentity user, string resource, string name)
    {
        var attributes = new AccessAttributes { User = user, Verb = "impersonate", Resource = resource, Name = name };
        if (!authorizer.IsAllowed(attributes))
            throw RoleAuthorizer.Refusal(attributes);
    }
}
