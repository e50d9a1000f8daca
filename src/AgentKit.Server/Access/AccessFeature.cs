using AgentKit.Server.ApiKeys;
using AgentKit.Server.Auditing;
using AgentKit.Server.Organizations;
using AgentKit.Server.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentKit.Server.Access;

/// <summary>Authentication, and what each role may do.</summary>
internal static class AccessFeature
{
    private const string Scheme = "AgentKit";

    // Signed with a private key that the service doesn't have: with a shared key, whoever can check a token can make one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static IServiceCollection AddAccess(this IServiceCollection services, AccessSettings settings, DevelopmentTokens? developmentTokens, TimeProvider time)
    {
        services.AddHttpContextAccessor();
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, x => x.ForwardDefaultSelector = SchemeOf)
            .AddJwtBearer(x =>
            {
                Configure(x, settings, developmentTokens);
                x.BackchannelHttpHandler = new ProviderBackchannel(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, time);
            })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DeniedAccess>();
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Viewer, x => x.AddRequirements(new RoleRequirement(CallerRole.Viewer)))
            .AddPolicy(AccessPolicies.Member, x => x.AddRequirements(new RoleRequirement(CallerRole.Member)))
            .AddPolicy(AccessPolicies.Admin, x => x.AddRequirements(new RoleRequirement(CallerRole.Admin)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new ApiRequirement()).Build());
        services.AddScoped(x => CallerClaims.TryRead(x.GetRequiredService<IHttpContextAccessor>().HttpContext?.User, out var caller)
            ? caller
            : throw new InvalidOperationException("A request without a caller asks for one. Its endpoint must not be anonymous."));
        services.AddScoped(x => x.GetRequiredService<ServiceDatabase>().Of(x.GetRequiredService<Caller>().OrganizationId));
        return services;
    }

    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header] && header.StartsWith(ApiKeyAuthentication.HeaderStart, StringComparison.Ordinal)
            ? ApiKeyAuthentication.SchemeName
            : JwtBearerDefaults.AuthenticationScheme;

    private static void Configure(JwtBearerOptions bearer, AccessSettings settings, DevelopmentTokens? developmentTokens)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 });
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = developmentTokens is null ? settings.OidcAudience : DevelopmentTokens.Audience,
            ValidIssuer = developmentTokens is null ? settings.OidcIssuer?.OriginalString : DevelopmentTokens.Issuer,
            IssuerSigningKey = developmentTokens?.Key,
            ClockSkew = settings.ClockSkew,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
        if (developmentTokens is null && settings.OidcIssuer is { } issuer)
        {
            bearer.Authority = issuer.OriginalString;
            bearer.RequireHttpsMetadata = !issuer.IsLoopback;
            bearer.BackchannelTimeout = ProviderBackchannel.Timeout;
        }

        bearer.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = async context =>
            {
                await ThrowIfProviderIsAwayAsync(context);
                await WriteAsync(context, FailedSignIn.WithToken(FailedSignIn.ReasonOf(context.Exception)));
            },
            OnTokenValidated = async context =>
            {
                if (TokenCallers.TryRead(context.Principal!, settings, out var caller, out var missing))
                {
                    context.Principal = new System.Security.Claims.ClaimsPrincipal(CallerClaims.Identity(caller, JwtBearerDefaults.AuthenticationScheme));
                    return;
                }

                await WriteAsync(context, FailedSignIn.WithToken("claims"));
                context.Fail(missing);
            },
        };
    }

    private static Task WriteAsync(ResultContext<JwtBearerOptions> context, Denial denial) =>
        context.HttpContext.RequestServices.GetRequiredService<DenialLog>().WriteAsync(denial);

    /// <summary>
    /// Without the provider's keys no token can be judged. That is no fault of the token's: 401 with "invalid_token" (RFC 6750, 3.1) would tell clients to throw
    /// away one that is good, so it is 503 with Retry-After (RFC 9110, 15.6.4).
    /// </summary>
    private static async Task ThrowIfProviderIsAwayAsync(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is not { } provider)
            return;
        try
        {
            await provider.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new ProblemException(new RetryAfterResult(StatusProblems.Of(StatusCodes.Status503ServiceUnavailable), ProviderBackchannel.Remembered));
        }
    }
}
